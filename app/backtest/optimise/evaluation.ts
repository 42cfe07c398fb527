import { amountToFloat } from '../../domain/amount.ts'
import { timeframeMs } from '../../domain/timeframe.ts'
import type { RoundTrip } from '../../portfolio/round-trips.ts'
import type { BacktestRequest, BacktestResult } from '../run-backtest.ts'
import { type DeflatedSharpe, deflatedSharpe } from './statistics/deflated-sharpe.ts'
import { blockBootstrap, type Spread, shuffledTrades } from './statistics/monte-carlo.ts'
import type { Trial } from './trial.ts'

const YEAR_MS = 365 * 86_400_000

/** How far the chosen set can be believed. */
export interface Evaluation {
  readonly deflatedSharpe: DeflatedSharpe | null
  readonly shuffledTrades: Spread | null
  readonly blockBootstrap: Spread | null
}

export interface Evaluated {
  readonly request: Pick<BacktestRequest, 'timeframe' | 'cash'>
  readonly result: Pick<BacktestResult, 'equity' | 'trips'>
  /** All that were tried before this one was chosen. */
  readonly trials: readonly Pick<Trial, 'metrics'>[]
  readonly seed: number
}

export function evaluate({ request, result, trials, seed }: Evaluated): Evaluation {
  const cash = amountToFloat(request.cash)
  const returns = candleReturns(cash, result.equity)
  const perYear = Math.sqrt(YEAR_MS / timeframeMs(request.timeframe))
  const sharpes = trials.flatMap(({ metrics: { sharpe } }) =>
    sharpe === null ? [] : [sharpe / perYear],
  )
  return {
    deflatedSharpe: deflatedSharpe(returns, sharpes),
    shuffledTrades: shuffledTrades(tripReturns(cash, result.trips), seed),
    blockBootstrap: blockBootstrap(returns, seed),
  }
}

function candleReturns(start: number, equity: Float64Array): Float64Array {
  let before = start
  return equity.map((now) => {
    const change = before > 0 ? now / before - 1 : 0
    before = now
    return change
  })
}

/** As shares of what the account was worth when the trip was over, less what it brought. */
function tripReturns(start: number, trips: readonly RoundTrip[]): readonly number[] {
  let before = start
  return trips.map(({ profit }) => {
    const gain = amountToFloat(profit)
    const change = before > 0 ? gain / before : 0
    before += gain
    return change
  })
}
