import type { Bot } from '../../domain/bot.ts'
import type { Market } from '../../domain/market.ts'
import { type OwnStrategyFile, ownStrategyFiles } from '../../strategy/strategy-catalog.ts'
import { CandleColumns, type SharedCandles } from '../candle-columns.ts'
import type { BacktestRequest } from '../run-backtest.ts'

/** A request as it crosses to another thread: the candles' memory is shared, all else is copied. */
export type WorkerRequest = Omit<BacktestRequest, 'candles' | 'others'> & {
  readonly candles: SharedCandles
  readonly others: readonly { readonly market: Market; readonly candles: SharedCandles }[]
  /** The other thread has a catalog of its own. */
  readonly ownStrategies: readonly OwnStrategyFile[]
}

export function workerRequest(request: BacktestRequest): WorkerRequest {
  const others = (request.others ?? []).map(({ market, candles }) => ({
    market,
    candles: candles.shared,
  }))
  const { candles } = request
  return { ...request, candles: candles.shared, others, ownStrategies: ownStrategyFiles() }
}

/** The same request in the thread that it has come to. */
export function requestOf(message: WorkerRequest): BacktestRequest {
  const others = message.others.map(({ market, candles }) => ({
    market,
    candles: new CandleColumns(candles),
  }))
  return { ...message, candles: new CandleColumns(message.candles), others }
}

/** Runs that differ in nothing but the parameters of their only bot. */
export interface MeasureTask {
  readonly request: WorkerRequest
  readonly sets: readonly Bot['parameters'][]
}
