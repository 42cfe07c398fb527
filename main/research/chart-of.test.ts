import { describe, expect, it } from 'vitest'
import { CandleColumns } from '../../app/backtest/candle-columns.ts'
import type { Candle } from '../../app/domain/candle.ts'
import { money } from '../../app/domain/sample-market.fixture.ts'
import { DEMO_MARKET, demoCandles } from '../../app/exchanges/demo/demo-candles.ts'
import { BARS_MAX, chartOf } from './chart-of.ts'

function chart(candles: readonly Candle[], equity: readonly number[]) {
  const lines = { fast: candles.map((_, index) => (index < 3 ? null : index)) }
  return chartOf({
    request: { market: DEMO_MARKET, candles: CandleColumns.of(candles), cash: money('100') },
    ...{ candles, lines },
    equity: Float64Array.from(equity),
    trades: [],
  })
}

describe('chartOf', () => {
  it('shows every candle while they fit', () => {
    const candles = demoCandles(7, 0, 5)
    const { candlesPerBar, bars } = chart(candles, [100, 110, 99, 120, 60])
    expect(candlesPerBar).toBe(1)
    expect(bars.openTime).toEqual(candles.map(({ openTime }) => openTime))
    expect(bars.close).toEqual(candles.map(({ close }) => close / 100))
    expect(bars.lines).toEqual({ fast: [null, null, null, 3, 4] })
  })

  it('measures each fall from the highest equity before it, the cash included', () => {
    const { drawdown } = chart(demoCandles(7, 0, 5), [90, 110, 99, 120, 60])
    expect(drawdown.map((share) => Number(share.toFixed(12)))).toEqual([-0.1, 0, -0.1, 0, -0.5])
  })

  it('puts several candles into a bar when they do not, and loses no high, low or volume', () => {
    const candles = demoCandles(7, 0, 2 * BARS_MAX + 1)
    const { candlesPerBar, bars, equity } = chart(
      candles,
      candles.map((_, index) => index),
    )
    expect(candlesPerBar).toBe(3)
    expect(bars.openTime).toHaveLength(Math.ceil(candles.length / 3))
    expect(bars.high[1]).toBe(Math.max(...candles.slice(3, 6).map(({ high }) => high)) / 100)
    expect(bars.low[1]).toBe(Math.min(...candles.slice(3, 6).map(({ low }) => low)) / 100)
    expect(bars.open[1]).toBe((candles[3]?.open ?? 0) / 100)
    expect(bars.close[1]).toBe((candles[5]?.close ?? 0) / 100)
    expect(equity.at(-1)).toBe(candles.length - 1)
    const volume = bars.volume.reduce((sum, one) => sum + one, 0)
    const whole = candles.reduce((sum, one) => sum + Number(one.volume) / 1e8, 0)
    expect(volume).toBeCloseTo(whole, 4)
  })

  it('holds from the first close', () => {
    const candles = demoCandles(7, 0, 5)
    const { hold } = chart(candles, [100, 100, 100, 100, 100])
    expect(hold[0]).toBeCloseTo(100, 9)
    expect(hold[4]).toBeCloseTo((100 * (candles[4]?.close ?? 0)) / (candles[0]?.close ?? 1), 9)
  })
})
