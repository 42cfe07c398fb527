import type { Bot } from '../../domain/bot.ts'
import type { SharedCandles } from '../candle-columns.ts'
import { type OwnStrategyFile, ownStrategyFiles } from '../../strategy/strategy-catalog.ts'
import type { BacktestRequest } from '../run-backtest.ts'

/** A request as it crosses to another thread: the candles' memory is shared, all else is copied. */
export type WorkerRequest = Omit<BacktestRequest, 'candles'> & {
  readonly candles: SharedCandles
  /** The other thread has a catalog of its own. */
  readonly ownStrategies: readonly OwnStrategyFile[]
}

export function workerRequest(request: BacktestRequest): WorkerRequest {
  return { ...request, candles: request.candles.shared, ownStrategies: ownStrategyFiles() }
}

/** Runs that differ in nothing but the parameters of their only bot. */
export interface MeasureTask {
  readonly request: WorkerRequest
  readonly sets: readonly Bot['parameters'][]
}
