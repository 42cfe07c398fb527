import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CandleColumns } from './candle-columns.ts'
import { anyCandles, anyQuantity, signedMoney } from './sample-arbitraries.fixture.ts'
import { MINUTE_MS, money, SAMPLE_START, sampleCandle } from './sample-market.fixture.ts'

/** More than one chunk. */
const MANY = 20_000

describe('candle columns', () => {
  it('give back what was put in, amounts beyond safe integers included', () => {
    const entry = fc.record({ volume: anyQuantity, equity: fc.option(signedMoney) })
    fc.assert(
      fc.property(
        anyCandles(5),
        fc.array(entry, { minLength: 5, maxLength: 5 }),
        (candles, rest) => {
          const columns = new CandleColumns()
          const put = candles.map((candle, index) => {
            const { volume, equity } = rest[index] ?? { volume: candle.volume, equity: null }
            columns.put({ ...candle, volume }, equity)
            return { candle: { ...candle, volume }, equity }
          })
          expect(columns.size).toBe(5)
          put.forEach(({ candle, equity }, index) => {
            expect(columns.candleAt(index)).toEqual(candle)
            expect(columns.equityAt(index)).toBe(equity)
          })
        },
      ),
    )
  })

  it('replace the last candle when it comes again, and keep the equity it had', () => {
    const columns = new CandleColumns()
    columns.put(sampleCandle(0, '100'), money('500'))
    columns.put(sampleCandle(0, '101'), null)
    expect(columns.size).toBe(1)
    expect(columns.candleAt(0)).toEqual(sampleCandle(0, '101'))
    expect(columns.equityAt(0)).toBe(money('500'))
    columns.put(sampleCandle(0, '101'), money('501'))
    expect(columns.equityAt(0)).toBe(money('501'))
  })

  it('grow without an end in sight', () => {
    const columns = new CandleColumns()
    for (let index = 0; index < MANY; index += 1) columns.put(sampleCandle(index, '100'), null)
    expect(columns.size).toBe(MANY)
    expect(columns.openTimeAt(MANY - 1)).toBe(SAMPLE_START + (MANY - 1) * MINUTE_MS)
    expect(columns.candleAt(8_192)).toEqual(sampleCandle(8_192, '100'))
    expect(columns.equityAt(MANY - 1)).toBeNull()
  })

  it('refuse to show a candle that is not there', () => {
    expect(() => new CandleColumns().candleAt(0)).toThrow(new RangeError('there is no candle 0'))
  })
})
