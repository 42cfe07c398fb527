import type { CircuitBreaker } from '../circuit-breaker.ts'
import { durationInWords } from '../reading-in-words.ts'

/** A bot that only loses. It pauses until enough of its losses are older than the window. */
export const lossStreak: CircuitBreaker = {
  name: 'loss-streak',
  level: 'bot',
  unit: 'count',
  defaults: {
    isOn: true,
    threshold: 10,
    windowMs: 86_400_000,
    action: 'warn',
    isLatched: false,
    probeMs: 0,
  },
  looksBack: true,
  read: ({ lossesInARow }) => lossesInARow,
  isReached: (inputs, { threshold }) => !(lossStreak.read(inputs) < threshold),
  say: ({ lossesInARow }, { windowMs }) =>
    `${lossesInARow} trades in a row were closed at a loss in the last ${durationInWords(windowMs ?? 0)}`,
}
