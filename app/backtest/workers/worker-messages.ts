import type { Bot } from '../../domain/bot.ts'
import type { Market } from '../../domain/market.ts'
import type { Timeframe } from '../../domain/timeframe.ts'
import { type OwnStrategyFile, ownStrategyFiles } from '../../strategy/strategy-catalog.ts'
import { CandleColumns, type SharedCandles } from '../candle-columns.ts'
import type { BacktestRequest } from '../run-backtest.ts'

/** A request as it crosses to another thread: the candles' memory is shared, all else is copied. */
export type WorkerRequest = Omit<BacktestRequest, 'candles' | 'others' | 'finer'> & {
  readonly candles: SharedCandles
  readonly others: readonly { readonly market: Market; readonly candles: SharedCandles }[]
  readonly finer: { readonly timeframe: Timeframe; readonly candles: SharedCandles } | null
  /** The other thread has a catalog of its own. */
  readonly ownStrategies: readonly OwnStrategyFile[]
}

export function workerRequest({
  candles,
  others = [],
  finer,
  ...request
}: BacktestRequest): WorkerRequest {
  return {
    ...request,
    candles: candles.shared,
    others: others.map((other) => ({ ...other, candles: other.candles.shared })),
    finer: finer ? { ...finer, candles: finer.candles.shared } : null,
    ownStrategies: ownStrategyFiles(),
  }
}

/** The same request in the thread that it has come to. */
export function requestOf({
  candles,
  others,
  finer,
  ownStrategies: _ownStrategies,
  ...request
}: WorkerRequest): BacktestRequest {
  return {
    ...request,
    candles: new CandleColumns(candles),
    others: others.map((other) => ({ ...other, candles: new CandleColumns(other.candles) })),
    ...(finer ? { finer: { ...finer, candles: new CandleColumns(finer.candles) } } : {}),
  }
}

/** Runs that differ in nothing but the parameters of the searched strategy. */
export interface MeasureTask {
  readonly request: WorkerRequest
  readonly sets: readonly Bot['parameters'][]
}
