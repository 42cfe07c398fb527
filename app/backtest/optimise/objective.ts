import type { Metrics } from '../metrics.ts'

/** What a search may look for; more is better in each. */
export const OBJECTIVES = [
  'sharpe',
  'sortino',
  'calmar',
  'return-drawdown',
  'profit-factor',
  'sqn',
  'return',
] as const
export type Objective = (typeof OBJECTIVES)[number]

const VALUES: Readonly<Record<Objective, (metrics: Metrics) => number | null>> = {
  sharpe: ({ sharpe }) => sharpe,
  sortino: ({ sortino }) => sortino,
  calmar: ({ calmar }) => calmar,
  'return-drawdown': ({ totalReturn, maxDrawdown }) =>
    maxDrawdown > 0 ? totalReturn / maxDrawdown : null,
  'profit-factor': ({ profitFactor }) => profitFactor,
  sqn: ({ sqn }) => sqn,
  return: ({ totalReturn }) => totalReturn,
}

/** Null where it cannot be told: such a set is never chosen. */
export function objectiveValue(objective: Objective, metrics: Metrics): number | null {
  return VALUES[objective](metrics)
}
