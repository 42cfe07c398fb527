import { describe, expect, it } from 'vitest'
import { ATR_MEMORY_PERIODS, AverageTrueRange } from './average-true-range.ts'

interface Shape {
  high: number
  low: number
  close: number
}

/** Wilder's average by its definition, over all candles at once. */
function byDefinition(candles: readonly Shape[], period: number): number {
  const ranges = candles.map(({ high, low }, index) => {
    const before = candles[index - 1]?.close
    return before === undefined ? high - low : Math.max(high, before) - Math.min(low, before)
  })
  const first = ranges.slice(0, period).reduce((sum, range) => sum + range, 0) / period
  return ranges
    .slice(period)
    .reduce((average, range) => (average * (period - 1) + range) / period, first)
}

function wave(count: number): Shape[] {
  return Array.from({ length: count }, (_, index) => {
    const close = 1_000 + 50 * Math.sin(index) + (index % 7) * 3
    return { high: close + 5 + (index % 3), low: close - 4, close }
  })
}

describe('the average true range', () => {
  it('is not known before its period is full', () => {
    const range = new AverageTrueRange(3)
    range.add({ high: 12, low: 8, close: 10 })
    range.add({ high: 12, low: 8, close: 10 })
    expect(range.value).toBeNull()
    range.add({ high: 12, low: 8, close: 10 })
    expect(range.value).toBe(4)
  })

  it('is Wilder’s, by his definition', () => {
    const candles = wave(200)
    const range = new AverageTrueRange(14)
    for (const candle of candles) range.add(candle)
    expect(range.value).toBeCloseTo(byDefinition(candles, 14), 9)
  })

  it('counts the gap from the close before, of a candle that is written over each time', () => {
    const range = new AverageTrueRange(2)
    const cursor = { high: 12, low: 8, close: 10 }
    range.add(cursor)
    Object.assign(cursor, { high: 21, low: 20, close: 20 })
    range.add(cursor)
    expect(range.value).toBe((4 + 11) / 2)
  })

  it('has forgotten where it began after so many periods', () => {
    const period = 14
    const candles = wave(5_000)
    const [whole, late] = [new AverageTrueRange(period), new AverageTrueRange(period)]
    for (const candle of candles) whole.add(candle)
    for (const candle of candles.slice(-period * ATR_MEMORY_PERIODS)) late.add(candle)
    expect(late.value).toBeCloseTo(whole.value ?? 0, 6)
  })
})
