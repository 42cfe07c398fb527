import { describe, expect, it } from 'vitest'
import { INDICATOR_KINDS, INDICATOR_WORDS, indicatorValues } from './indicators.ts'

const CLOSES = Float64Array.from([10, 12, 11, 13, 15, 14, 16, 18, 17, 19])

describe('an indicator', () => {
  it('has no value until it has seen enough candles', () => {
    const [line] = indicatorValues({ kind: 'sma', period: 3 }, CLOSES)
    expect([...(line ?? [])].slice(0, 4)).toEqual([Number.NaN, Number.NaN, 11, 12])
  })

  it('takes the standard deviation of the whole period for its bands', () => {
    const [upper, middle, lower] = indicatorValues({ kind: 'bollinger', period: 3 }, CLOSES)
    const deviation = Math.sqrt(((10 - 11) ** 2 + (12 - 11) ** 2 + 0) / 3)
    expect(middle?.[2]).toBe(11)
    expect(upper?.[2]).toBeCloseTo(11 + 2 * deviation, 9)
    expect(lower?.[2]).toBeCloseTo(11 - 2 * deviation, 9)
  })

  it.each(INDICATOR_KINDS)('%s has a value for every candle once it has begun', (kind) => {
    const closes = Float64Array.from({ length: 200 }, (_, index) => 100 + Math.sin(index))
    const { period, lines } = INDICATOR_WORDS[kind]
    const columns = indicatorValues({ kind, period }, closes)
    expect(columns).toHaveLength(lines.length)
    for (const column of columns) {
      const first = column.findIndex((value) => !Number.isNaN(value))
      expect(first).toBeGreaterThan(0)
      expect(first).toBeLessThan(60)
      expect(column.slice(first).every(Number.isFinite)).toBe(true)
    }
  })
})
