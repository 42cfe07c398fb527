import type { CircuitBreaker } from '../circuit-breaker.ts'
import { fallPercent } from '../fall-percent.ts'
import { percentInWords } from '../reading-in-words.ts'

/** Enough lost for one day. A new day, by UTC, begins anew. */
export const dailyLoss: CircuitBreaker = {
  name: 'daily-loss',
  level: 'account',
  unit: 'percent',
  defaults: {
    isOn: true,
    threshold: 5,
    windowMs: null,
    action: 'reduce',
    isLatched: false,
    probeMs: 0,
  },
  looksBack: true,
  read: ({ equity, equityAtMidnight }) => fallPercent(equityAtMidnight, equity),
  isReached: (inputs, { threshold }) => !(dailyLoss.read(inputs) < threshold),
  say: ({ equity, equityAtMidnight }) =>
    `equity is ${percentInWords(fallPercent(equityAtMidnight, equity))} below what it was when the day began (00:00 UTC)`,
}
