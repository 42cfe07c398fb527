import type { Bot } from '../../domain/bot.ts'
import type { SharedCandles } from '../candle-columns.ts'
import type { BacktestRequest } from '../run-backtest.ts'

/** A request as it crosses to another thread: the candles' memory is shared, all else is copied. */
export type WorkerRequest = Omit<BacktestRequest, 'candles'> & { readonly candles: SharedCandles }

export function workerRequest(request: BacktestRequest): WorkerRequest {
  return { ...request, candles: request.candles.shared }
}

/** Runs that differ in nothing but the parameters of their only bot. */
export interface MeasureTask {
  readonly request: WorkerRequest
  readonly sets: readonly Bot['parameters'][]
}
