import type { CircuitBreaker } from '../circuit-breaker.ts'
import { durationInWords } from '../reading-in-words.ts'

/** What happens to the engine waits while its process is held up: it decides on what is old. */
export const eventLoop: CircuitBreaker = {
  name: 'event-loop',
  level: 'global',
  unit: 'ms',
  defaults: {
    isOn: true,
    threshold: 2_000,
    windowMs: null,
    action: 'warn',
    isLatched: false,
    probeMs: 60_000,
  },
  looksBack: false,
  read: ({ eventLoopDelayMs }) => eventLoopDelayMs,
  isReached: (inputs, { threshold }) => !(eventLoop.read(inputs) < threshold),
  say: ({ eventLoopDelayMs }) => `Cryptobot was held up for ${durationInWords(eventLoopDelayMs)}`,
}
