import type { CircuitBreaker } from '../circuit-breaker.ts'
import { durationInWords } from '../reading-in-words.ts'

/** Requests are signed by the exchange’s clock; but candles, stops and ages are judged by ours. */
export const clockOffset: CircuitBreaker = {
  name: 'clock-offset',
  level: 'account',
  unit: 'ms',
  defaults: {
    isOn: true,
    threshold: 300_000,
    windowMs: null,
    action: 'reduce',
    isLatched: false,
    probeMs: 60_000,
  },
  looksBack: false,
  read: ({ clockOffsetMs }) => Math.abs(clockOffsetMs),
  isReached: (inputs, { threshold }) => !(clockOffset.read(inputs) < threshold),
  say: ({ clockOffsetMs }) =>
    `this computer’s clock and the exchange’s are ${durationInWords(Math.abs(clockOffsetMs))} apart`,
}
