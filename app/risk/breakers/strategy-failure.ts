import type { CircuitBreaker } from '../circuit-breaker.ts'
import { durationInWords } from '../reading-in-words.ts'

/** A strategy that throws, or holds everything up. What it does is its own bot’s business only. */
export const strategyFailure: CircuitBreaker = {
  name: 'strategy-failure',
  level: 'bot',
  unit: 'ms',
  defaults: {
    isOn: true,
    threshold: 2_000,
    windowMs: null,
    action: 'halt',
    isLatched: true,
    probeMs: 0,
  },
  looksBack: true,
  read: ({ evaluationMs }) => evaluationMs,
  isReached: (inputs, { threshold }) => !(strategyFailure.read(inputs) < threshold),
  say: ({ evaluationMs }) =>
    evaluationMs === Number.POSITIVE_INFINITY
      ? 'the strategy failed'
      : `the strategy took ${durationInWords(evaluationMs)} over one candle`,
}
