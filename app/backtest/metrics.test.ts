import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { money } from '../domain/sample-market.fixture.ts'
import type { RoundTrip } from '../portfolio/round-trips.ts'
import { type Metrics, type MetricsInput, metricsOf } from './metrics.ts'

const DAY_MS = 86_400_000

function tripOf(cost: string, profit: string): RoundTrip {
  const times = { openedAt: 0, closedAt: DAY_MS }
  return { botId: 'bot1', symbol: 'BTC/USDT', ...times, cost: money(cost), profit: money(profit) }
}

function metricsFor(equity: readonly number[], changes: Partial<MetricsInput> = {}): Metrics {
  return metricsOf({
    startEquity: 100,
    equity: Float64Array.from(equity),
    openTime: Float64Array.from(equity, (_, index) => index * DAY_MS),
    candleMs: DAY_MS,
    trips: [],
    tradeCount: 0,
    feesPaid: 0,
    turnover: 0,
    candlesHeld: 0,
    buyAndHoldReturn: 0.5,
    ...changes,
  })
}

/** In candles: how far each is from the last one before it, or at it, that nothing exceeded until then. */
function longestFallOf(curve: readonly number[]): number {
  const falls = curve.map((_, index) => {
    const seen = curve.slice(0, index + 1)
    return index - seen.lastIndexOf(Math.max(...seen))
  })
  return Math.max(...falls)
}

describe('the curve of equity', () => {
  it('gives returns and the comparison with holding', () => {
    const metrics = metricsFor([110, 121])
    expect(metrics.totalReturn).toBeCloseTo(0.21, 12)
    expect((metrics.annualReturn ?? 0) / (1.21 ** (365 / 2) - 1)).toBeCloseTo(1, 9)
    expect(metrics.buyAndHoldReturn).toBeCloseTo(0.5, 12)
  })

  it('gives the deepest fall from a peak, and how long the longest one lasted', () => {
    const metrics = metricsFor([120, 90, 110, 130, 117, 125])
    expect(metrics.maxDrawdown).toBeCloseTo(0.25, 12)
    // From the peak at the end of the first day to the new one at the end of the fourth.
    expect(metrics.longestDrawdownMs).toBe(2 * DAY_MS)
  })

  it('counts a fall from what there was at the beginning', () => {
    expect(metricsFor([80, 90]).maxDrawdown).toBeCloseTo(0.2, 12)
  })

  it('counts a fall that has not ended, also one from the beginning', () => {
    expect(metricsFor([120, 90, 110]).longestDrawdownMs).toBe(2 * DAY_MS)
    expect(metricsFor([80, 90]).longestDrawdownMs).toBe(2 * DAY_MS)
    expect(metricsFor([100, 120, 120]).longestDrawdownMs).toBe(0)
  })

  it('finds the longest fall as if it had looked at each candle', () => {
    const curves = fc.array(fc.integer({ min: 95, max: 105 }), { maxLength: 40 })
    fc.assert(
      fc.property(curves, (equity) => {
        expect(metricsFor(equity).longestDrawdownMs).toBe(longestFallOf([100, ...equity]) * DAY_MS)
      }),
    )
  })

  it('gives Sharpe and Sortino ratios of a year', () => {
    // Returns of +10 %, −10 %, +10 %: mean 1/30, sample deviation √(4/300), downside √(0.01/3).
    const metrics = metricsFor([110, 99, 108.9])
    const mean = 0.1 / 3
    expect(metrics.sharpe).toBeCloseTo((mean / Math.sqrt(0.04 / 3)) * Math.sqrt(365), 9)
    expect(metrics.sortino).toBeCloseTo((mean / Math.sqrt(0.01 / 3)) * Math.sqrt(365), 9)
  })

  it('has no ratio where nothing varies, and no loss to divide by', () => {
    const flat = metricsFor([100, 100, 100])
    expect([flat.sharpe, flat.sortino, flat.calmar]).toEqual([null, null, null])
    expect(metricsFor([101, 103]).sortino).toBeNull()
  })

  it('gives the annual return over the deepest fall', () => {
    const equity = Array.from({ length: 365 }, (_, day) => (day === 10 ? 80 : 100 + day / 3.65))
    const metrics = metricsFor(equity)
    expect(metrics.annualReturn).toBeCloseTo((100 + 364 / 3.65) / 100 - 1, 9)
    const peak = 100 + 9 / 3.65
    expect(metrics.calmar).toBeCloseTo((metrics.annualReturn ?? 0) / ((peak - 80) / peak), 9)
  })

  it('has no annual return of an account that lost everything', () => {
    expect(metricsFor([0]).annualReturn).toBeNull()
    expect(metricsFor([0]).totalReturn).toBe(-1)
  })

  it('of no candles is flat', () => {
    const metrics = metricsFor([])
    expect(metrics).toMatchObject({ totalReturn: 0, maxDrawdown: 0, timeInMarket: 0, turnover: 0 })
  })
})

describe('the round trips', () => {
  const trips = [
    tripOf('100', '10'),
    tripOf('100', '-5'),
    tripOf('200', '-10'),
    tripOf('100', '0'),
    tripOf('100', '20'),
  ]
  const metrics = metricsFor([100], { trips, tradeCount: 11 })

  it('are counted apart from the trades', () => {
    expect(metrics).toMatchObject({ roundTrips: 5, trades: 11 })
  })

  it('give what was won over what was lost, and what one earned on average', () => {
    expect(metrics.profitFactor).toBeCloseTo(2, 12)
    expect(metrics.expectancy).toBeCloseTo(3, 12)
    expect(metrics.winRate).toBeCloseTo(0.4, 12)
  })

  it('give the system quality number', () => {
    const returns = [0.1, -0.05, -0.05, 0, 0.2]
    const mean = returns.reduce((sum, value) => sum + value, 0) / 5
    const squares = returns.reduce((sum, value) => sum + (value - mean) ** 2, 0)
    expect(metrics.sqn).toBeCloseTo((Math.sqrt(5) * mean) / Math.sqrt(squares / 4), 12)
  })

  it('give the worst streak', () => {
    expect(metrics.worstStreak).toBe(2)
  })

  it('that all won leave nothing to divide by', () => {
    const won = metricsFor([100], { trips: [tripOf('100', '1')] })
    expect(won).toMatchObject({ profitFactor: null, winRate: 1, worstStreak: 0, sqn: null })
    expect(metricsFor([100])).toMatchObject({ winRate: null, expectancy: null })
  })
})

it('turnover is held against the average equity, and time in the market against all of it', () => {
  const metrics = metricsFor([100, 300], { turnover: 400, candlesHeld: 1 })
  expect(metrics.turnover).toBeCloseTo(2, 12)
  expect(metrics.timeInMarket).toBe(0.5)
})
