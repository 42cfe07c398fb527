import type { StrategyContext } from '../strategy/strategy.ts'

/** All that a user's strategy is told of a candle. */
export type ShownCandle = Omit<StrategyContext, 'lot'>
