import type { CircuitBreaker } from '../circuit-breaker.ts'
import { percentInWords } from '../reading-in-words.ts'

/** A book that has come apart: whatever is bought at the market is bought dear. */
export const spread: CircuitBreaker = {
  name: 'spread',
  level: 'account',
  unit: 'percent',
  defaults: {
    isOn: true,
    threshold: 2,
    windowMs: null,
    action: 'reduce',
    isLatched: false,
    probeMs: 60_000,
  },
  looksBack: false,
  read: ({ bid, ask }) => ((ask - bid) / ((ask + bid) / 2)) * 100,
  isReached: (inputs, { threshold }) => !(spread.read(inputs) < threshold),
  say: ({ bid, ask }) =>
    `the best bid and ask are ${percentInWords(((ask - bid) / ((ask + bid) / 2)) * 100)} apart`,
}
