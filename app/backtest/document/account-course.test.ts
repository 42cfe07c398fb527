import { describe, expect, it } from 'vitest'
import {
  quantity,
  SAMPLE_MARKET,
  sampleCandle,
  sampleFill,
} from '../../domain/sample-market.fixture.ts'
import { CandleColumns } from '../candle-columns.ts'
import { accountCourse } from './account-course.ts'
import { CURVE_POINTS_MAX } from './curve-thinner.ts'

const DAY_MS = 86_400_000
const START = Date.UTC(2024, 0, 30)

function courseOf(
  closes: readonly number[],
  equity: readonly number[],
  fills: Parameters<typeof accountCourse>[0]['fills'] = [],
) {
  const candles = closes.map((close, index) => ({
    ...sampleCandle(0, `${close}`),
    openTime: START + index * DAY_MS,
  }))
  return accountCourse({
    market: SAMPLE_MARKET,
    candles: CandleColumns.of(candles),
    others: [],
    candleMs: DAY_MS,
    warmUp: 0,
    startEquity: 1_000,
    equity: Float64Array.from(equity),
    fills,
  })
}

describe('the course of an account', () => {
  it('gives each month from the last equity of the one before', () => {
    // Two days of January, two of February.
    const { months } = courseOf([100, 110, 121, 99], [1_100, 1_200, 900, 1_500])
    expect(months.map(({ month }) => month)).toEqual(['2024-01', '2024-02'])
    expect(months[0]?.return).toBeCloseTo(0.2, 12)
    expect(months[1]?.return).toBeCloseTo(0.25, 12)
    expect(months[0]?.buyAndHoldReturn).toBeCloseTo(0.1, 12)
    expect(months[1]?.buyAndHoldReturn).toBeCloseTo(-0.1, 12)
  })

  it('gives the fall from the highest equity so far, and what holding would have fallen', () => {
    const { curve, buyAndHold } = courseOf([100, 200, 150, 180], [1_100, 880, 1_200, 900])
    expect(curve.map(({ drawdown }) => Math.round(drawdown * 100))).toEqual([0, 20, 0, 25])
    expect(curve.map(({ hold }) => hold)).toEqual([1_000, 2_000, 1_500, 1_800])
    expect(buyAndHold.maxDrawdown).toBeCloseTo(0.25, 12)
    expect(buyAndHold.totalReturn).toBeCloseTo(0.8, 12)
  })

  it('gives the share of the equity that was in the market', () => {
    const trade = { quantity: quantity('4'), liquidity: 'taker' } as const
    const { curve, exposure } = courseOf(
      [100, 125, 100, 100],
      [1_000, 1_000, 800, 800],
      [
        sampleFill({ ...trade, side: 'buy', time: START + DAY_MS }),
        sampleFill({ ...trade, side: 'sell', time: START + 3 * DAY_MS }),
      ],
    )
    expect(curve.map((point) => point.exposure)).toEqual([0, 0.5, 0.5, 0])
    expect(exposure).toEqual({ average: 0.25, max: 0.5 })
  })

  it('counts who waited as filled by the close, and who takes from the next open on', () => {
    const time = START + DAY_MS
    const maker = sampleFill({ quantity: quantity('1'), liquidity: 'maker', time })
    expect(courseOf([100, 100], [1_000, 1_000], [maker]).curve[0]?.exposure).toBeCloseTo(0.1, 12)
    const taker = sampleFill({ quantity: quantity('1'), liquidity: 'taker', time })
    expect(courseOf([100, 100], [1_000, 1_000], [taker]).curve[0]?.exposure).toBe(0)
  })

  it('thins a long curve out, and keeps its ends and extremes', () => {
    const equity = Array.from({ length: 25_000 }, (_, index) => 1_000 + Math.sin(index / 900))
    equity[12_345] = 5_000
    equity[12_350] = 100
    const { curve } = courseOf(
      equity.map(() => 100),
      equity,
    )
    expect(curve.length).toBeLessThanOrEqual(CURVE_POINTS_MAX)
    expect(Math.max(...curve.map((point) => point.equity))).toBe(5_000)
    expect(Math.max(...curve.map(({ drawdown }) => drawdown))).toBeCloseTo(0.98, 12)
    const times = curve.map(({ time }) => time)
    expect([times[0], times.at(-1)]).toEqual([START + DAY_MS, START + 25_000 * DAY_MS])
    expect(new Set(times).size).toBe(curve.length)
    expect(times).toEqual([...times].sort((a, b) => a - b))
  })

  it('of no candles is empty', () => {
    expect(courseOf([], [])).toMatchObject({ months: [], curve: [], exposure: { average: 0 } })
  })
})
