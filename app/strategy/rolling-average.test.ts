import fc from 'fast-check'
import { SMA } from 'trading-signals'
import { describe, expect, it } from 'vitest'
import { RollingAverage } from './rolling-average.ts'

const anyPrices = fc.array(
  fc.integer({ min: 1, max: 10_000_000 }).map((cents) => cents / 100),
  { maxLength: 200 },
)

describe('RollingAverage', () => {
  it('is what a library sums anew for each value: bit for bit where it sums too, and but for rounding where not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), anyPrices, (length, prices) => {
        const [average, theirs] = [new RollingAverage(length), new SMA(length)]
        for (const price of prices) {
          average.add(price)
          const expected = theirs.update(price, false) ?? Number.NaN
          expect(average.exactValue).toBe(expected)
          if (!Number.isNaN(expected)) {
            expect(Math.abs(average.value - expected)).toBeLessThan(100_000 * 1e-12)
          }
        }
      }),
    )
  })

  it('is not known before there are enough values', () => {
    const average = new RollingAverage(3)
    for (const price of [1, 2]) average.add(price)
    expect([average.value, average.exactValue]).toEqual([Number.NaN, Number.NaN])
    average.add(6)
    expect([average.value, average.exactValue]).toEqual([3, 3])
  })
})
