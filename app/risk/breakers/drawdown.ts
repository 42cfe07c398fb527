import type { CircuitBreaker } from '../circuit-breaker.ts'
import { fallPercent } from '../fall-percent.ts'
import { percentInWords } from '../reading-in-words.ts'

/** Equity far below the highest that it ever was: a strategy that worked has stopped working. */
export const drawdown: CircuitBreaker = {
  name: 'drawdown',
  level: 'account',
  unit: 'percent',
  defaults: {
    isOn: true,
    threshold: 20,
    windowMs: null,
    action: 'halt',
    isLatched: true,
    probeMs: 0,
  },
  looksBack: true,
  read: ({ equity, equityPeak }) => fallPercent(equityPeak, equity),
  isReached: (inputs, { threshold }) => !(drawdown.read(inputs) < threshold),
  say: ({ equity, equityPeak }) =>
    `equity is ${percentInWords(fallPercent(equityPeak, equity))} below its peak`,
}
