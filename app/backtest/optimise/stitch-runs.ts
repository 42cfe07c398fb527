import { amountToFloat } from '../../domain/amount.ts'
import { timeframeMs } from '../../domain/timeframe.ts'
import type { RoundTrip } from '../../portfolio/round-trips.ts'
import { buyAndHoldReturn } from '../buy-and-hold.ts'
import { type Metrics, metricsOf } from '../metrics.ts'
import type { BacktestRequest } from '../run-backtest.ts'
import { requestBetween } from './request-between.ts'
import type { Stretch } from './walk-forward.ts'

/** Runs that followed each other on one account, as if they were one. */
export interface StitchedRun {
  readonly openTime: Float64Array
  readonly equity: Float64Array
  readonly trips: readonly RoundTrip[]
  readonly metrics: Metrics
}

export function stitchRuns(request: BacktestRequest, stretches: readonly Stretch[]): StitchedRun {
  const from = stretches[0]?.window.outOfSample[0] ?? 0
  const until = stretches.at(-1)?.window.outOfSample[1] ?? 0
  const whole = requestBetween(request, from, until)
  const { candles } = whole
  const equity = new Float64Array(candles.size)
  for (const { window, cash, result } of stretches) {
    const [begin, end] = window.outOfSample
    if (result === null) equity.fill(amountToFloat(cash), begin - from, end - from)
    else equity.set(result.equity, begin - from)
  }
  const results = stretches.flatMap(({ result }) => (result === null ? [] : [result]))
  const sum = (figure: (metrics: Metrics, equity: Float64Array) => number) =>
    results.reduce((total, { metrics, equity: own }) => total + figure(metrics, own), 0)
  const trips = results.flatMap((result) => result.trips)
  const metrics = metricsOf({
    startEquity: amountToFloat(request.cash),
    equity,
    openTime: candles.openTime,
    candleMs: timeframeMs(request.timeframe),
    trips,
    tradeCount: sum(({ trades }) => trades),
    feesPaid: sum(({ feesPaid }) => feesPaid),
    turnover: sum(({ turnover }, own) => turnover * meanOf(own)),
    candlesHeld: sum(({ timeInMarket }, own) => Math.round(timeInMarket * own.length)),
    buyAndHoldReturn: buyAndHoldReturn({ ...whole, warmUp: 0 }),
  })
  return { openTime: Float64Array.from(candles.openTime), equity, trips, metrics }
}

function meanOf(values: Float64Array): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}
