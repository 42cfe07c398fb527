import type { StrategyParameters } from '../../strategy/strategy.ts'
import type { Metrics } from '../metrics.ts'

/** One set of parameters, and what it did over the candles. */
export interface Trial {
  readonly parameters: StrategyParameters
  readonly metrics: Metrics
}
