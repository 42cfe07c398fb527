import type { Metrics } from '../metrics.ts'

/** What a set of parameters must reach, or must not exceed, to be chosen. */
export interface Constraint {
  readonly metric: keyof Metrics
  readonly kind: 'at-least' | 'at-most'
  readonly limit: number
}

/** A metric that cannot be told meets nothing. */
export function meets(metrics: Metrics, constraints: readonly Constraint[]): boolean {
  return constraints.every(({ metric, kind, limit }) => {
    const value = metrics[metric]
    if (value === null) return false
    return kind === 'at-least' ? value >= limit : value <= limit
  })
}
