import { amountToFloat } from '../domain/amount.ts'
import { type RoundTrip, returnOf } from '../portfolio/round-trips.ts'
import type { Times } from './time-column.ts'

const YEAR_MS = 365 * 86_400_000

export interface MetricsInput {
  /** After each candle, in quote currency, with what there was before the first one. */
  readonly startEquity: number
  readonly equity: Float64Array
  /** When each candle opened, Unix ms. */
  readonly openTime: Times
  readonly candleMs: number
  readonly trips: readonly RoundTrip[]
  readonly tradeCount: number
  readonly feesPaid: number
  /** Of all trades, in quote currency. */
  readonly turnover: number
  /** How many candles closed with a position. */
  readonly candlesHeld: number
  readonly buyAndHoldReturn: number
}

/**
 * Shares are fractions: 0.1 is 10 %. Null where there is nothing to divide by. E is equity after a candle, E₀ the cash at the
 * beginning, r = E ÷ E before − 1 the return of a candle, N their number, k = √(365 days ÷ candle); a round trip is a position from its
 * first purchase until all of it is sold, p its profit after all fees, n their number.
 */
export interface Metrics {
  /** E at the end ÷ E₀ − 1. */
  readonly totalReturn: number
  /** (E ÷ E₀)^(1 ÷ years) − 1: compounded to a year of 365 days. */
  readonly annualReturn: number | null
  /** max (peak − E) ÷ peak, the peak being the highest E so far, E₀ included (Magdon-Ismail and Atiya, Risk, 2004). */
  readonly maxDrawdown: number
  /** From a peak until it was reached again, or the end, in ms. */
  readonly longestDrawdownMs: number
  /** k × mean(r) ÷ s(r), s with N − 1, no risk-free rate (W. F. Sharpe, "The Sharpe Ratio", Journal of Portfolio Management, 1994). */
  readonly sharpe: number | null
  /**
   * k × mean(r) ÷ √(Σ min(0, r)² ÷ N): the target is 0, and gains count as no deviation (F. A. Sortino and L. N. Price,
   * "Performance Measurement in a Downside Risk Framework", Journal of Investing, 1994).
   */
  readonly sortino: number | null
  /** Annual return ÷ deepest fall, over the whole run (T. W. Young, "Calmar Ratio: A Smoother Tool", Futures, 1991, over 36 months). */
  readonly calmar: number | null
  /** Σ p of those above 0 ÷ −Σ p of those below. */
  readonly profitFactor: number | null
  /** Σ p ÷ n, in quote currency (V. K. Tharp, "Trade Your Way to Financial Freedom", 1998, there per unit of risk). */
  readonly expectancy: number | null
  /** √n × mean ÷ s of the returns p ÷ cost, s with n − 1 (V. K. Tharp, "Definitive Guide to Position Sizing", 2008). */
  readonly sqn: number | null
  /** Fills. */
  readonly trades: number
  readonly roundTrips: number
  /** Those with p above 0 ÷ n. */
  readonly winRate: number | null
  /** Most round trips with p below 0 in a row. */
  readonly worstStreak: number
  /** Candles that closed with a position ÷ N. */
  readonly timeInMarket: number
  /** In quote currency. */
  readonly feesPaid: number
  /** Value of all fills ÷ mean(E): purchases and sales both count, and nothing is scaled to a year. */
  readonly turnover: number
  /** Last close ÷ first close − 1; of several markets, the mean. */
  readonly buyAndHoldReturn: number
}

/** What came of a run, from its equity at each close and its round trips. */
export function metricsOf(input: MetricsInput): Metrics {
  const { startEquity, equity, trips, candleMs, openTime } = input
  const end = equity.at(-1) ?? startEquity
  const perYear = Math.sqrt(YEAR_MS / candleMs)
  const { mean, deviation, downside } = returnsOf(startEquity, equity)
  const years = ((openTime.at(-1) ?? 0) + candleMs - (openTime.at(0) ?? 0)) / YEAR_MS
  const totalReturn = end / startEquity - 1
  const annualReturn = end > 0 && years > 0 ? (end / startEquity) ** (1 / years) - 1 : null
  const { deepest, longestMs } = drawdownOf(input)
  const profits = trips.map(({ profit }) => amountToFloat(profit))
  return {
    totalReturn,
    annualReturn,
    maxDrawdown: deepest,
    longestDrawdownMs: longestMs,
    sharpe: scaled(mean, deviation, perYear),
    sortino: scaled(mean, downside, perYear),
    calmar: annualReturn === null || deepest === 0 ? null : annualReturn / deepest,
    ...tripMetrics(trips, profits),
    trades: input.tradeCount,
    timeInMarket: equity.length === 0 ? 0 : input.candlesHeld / equity.length,
    feesPaid: input.feesPaid,
    turnover: equity.length === 0 ? 0 : input.turnover / meanOf(equity),
    buyAndHoldReturn: input.buyAndHoldReturn,
  }
}

function tripMetrics(trips: readonly RoundTrip[], profits: readonly number[]) {
  const won = sumOf(profits.filter((profit) => profit > 0))
  const lost = -sumOf(profits.filter((profit) => profit < 0))
  const returns = Float64Array.from(trips, returnOf)
  const mean = meanOf(returns)
  return {
    roundTrips: trips.length,
    profitFactor: lost === 0 ? null : won / lost,
    expectancy: profits.length === 0 ? null : sumOf(profits) / profits.length,
    sqn: scaled(mean, deviationOf(returns, mean), Math.sqrt(trips.length)),
    winRate:
      profits.length === 0 ? null : profits.filter((profit) => profit > 0).length / profits.length,
    worstStreak: longestRun(profits, (profit) => profit < 0),
  }
}

/** Of the returns from candle to candle, of which no copy is made: there may be ten million. */
function returnsOf(start: number, equity: Float64Array) {
  const count = equity.length
  if (count === 0) return { mean: 0, deviation: 0, downside: 0 }
  let sum = 0
  let lossSquares = 0
  let before = start
  for (let index = 0; index < count; index += 1) {
    const now = equity[index] ?? 0
    const change = changeOf(before, now)
    sum += change
    if (change < 0) lossSquares += change * change
    before = now
  }
  const mean = sum / count
  let squares = 0
  before = start
  for (let index = 0; index < count; index += 1) {
    const now = equity[index] ?? 0
    const distance = changeOf(before, now) - mean
    squares += distance * distance
    before = now
  }
  return {
    mean,
    deviation: count < 2 ? 0 : Math.sqrt(squares / (count - 1)),
    // Root of the mean square of the losses, gains counting as none.
    downside: Math.sqrt(lossSquares / count),
  }
}

function changeOf(before: number, now: number): number {
  return before > 0 ? now / before - 1 : 0
}

/** Times are read where a fall ends, not at each candle of it: they only grow, so that is where it is longest. */
function drawdownOf({ startEquity, equity, openTime, candleMs }: MetricsInput) {
  const closedAt = (index: number) => (openTime.at(index) ?? 0) + candleMs
  let peak = startEquity
  let peakAt = openTime.at(0) ?? 0
  let deepest = 0
  let longestMs = 0
  let isBelow = false
  for (let index = 0; index < equity.length; index += 1) {
    const now = equity[index] ?? 0
    if (now < peak) {
      if (!isBelow && index > 0) peakAt = closedAt(index - 1)
      isBelow = true
      const fall = (peak - now) / peak
      if (fall > deepest) deepest = fall
      continue
    }
    if (isBelow) longestMs = Math.max(longestMs, closedAt(index - 1) - peakAt)
    isBelow = false
    peak = now
  }
  if (isBelow) longestMs = Math.max(longestMs, closedAt(equity.length - 1) - peakAt)
  return { deepest, longestMs }
}

function scaled(mean: number, deviation: number, factor: number): number | null {
  return deviation > 0 ? (mean / deviation) * factor : null
}

function meanOf(values: Float64Array): number {
  return values.length === 0 ? 0 : sumOf(values) / values.length
}

function sumOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let index = 0; index < values.length; index += 1) sum += values[index] ?? 0
  return sum
}

/** Of a sample: divided by one less than there are. */
function deviationOf(values: Float64Array, mean: number): number {
  if (values.length < 2) return 0
  let squares = 0
  for (const value of values) squares += (value - mean) ** 2
  return Math.sqrt(squares / (values.length - 1))
}

function longestRun(values: readonly number[], belongs: (value: number) => boolean): number {
  let longest = 0
  let run = 0
  for (const value of values) {
    run = belongs(value) ? run + 1 : 0
    longest = Math.max(longest, run)
  }
  return longest
}
