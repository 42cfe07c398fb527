import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Quantity } from '../domain/amount.ts'
import { CandleCursor } from '../domain/candle-run.ts'
import type { Price } from '../domain/price.ts'
import { type quantity, sampleCandle } from '../domain/sample-market.fixture.ts'
import { arraysOf } from '../storage/candles/candle-columns.ts'
import { CandleColumns } from './candle-columns.ts'

it('shows each candle as it was, huge volumes too', () => {
  const huge = { volume: (2n ** 70n) as unknown as ReturnType<typeof quantity> }
  const candles = [sampleCandle(0, '30000'), sampleCandle(1, '30001.5', huge), sampleCandle(2, '2')]
  const columns = CandleColumns.of(candles)
  const cursor = new CandleCursor()
  const shown = candles.map((_, index) => {
    columns.show(index, cursor)
    return { ...cursor }
  })
  expect(shown).toEqual(candles)
  expect(columns.size).toBe(3)
  expect(columns.closeAt(1)).toBe(candles[1]?.close)
})

it('shows a part, and the same in another thread, from the same memory', () => {
  const huge = { volume: (2n ** 70n) as unknown as ReturnType<typeof quantity> }
  const candles = [0, 1, 2, 3].map((index) => sampleCandle(index, '30000', index === 2 ? huge : {}))
  const part = CandleColumns.of(candles).between(1, 3)
  const sent = new CandleColumns(structuredClone(part.shared))
  const cursor = new CandleCursor()
  const shown = [0, 1].map((index) => {
    sent.show(index, cursor)
    return { ...cursor }
  })
  expect(shown).toEqual(candles.slice(1, 3))
  expect([...sent.openTime]).toEqual([...part.openTime])
})

it('refuses a part that lies outside', () => {
  const columns = CandleColumns.of([sampleCandle(0, '30000')])
  expect(() => columns.between(0, 2)).toThrow('within the whole')
})

it('takes eight bytes a price instead of four as soon as one needs them, and not before', () => {
  const large = { high: (2 ** 32) as Price, close: (2 ** 32) as Price }
  const candles = [0, 1, 2].map((index) => sampleCandle(index, '30000', index === 1 ? large : {}))
  const columns = CandleColumns.of(candles)
  const cursor = new CandleCursor()
  const shown = candles.map((_, index) => {
    columns.show(index, cursor)
    return { ...cursor }
  })
  expect(shown).toEqual(candles)
  expect(columns.shared.memory.byteLength).toBe(3 * 40)
  expect(CandleColumns.of(candles.slice(2)).shared.memory.byteLength).toBe(24)
})

it('takes eight bytes a time instead of four for one that is no whole second after the first', () => {
  const first = sampleCandle(0, '30000')
  const times = [first.openTime, first.openTime + 1_000, first.openTime + 1_001]
  const odd = CandleColumns.of(times.map((openTime) => ({ ...first, openTime })))
  expect([...odd.openTime]).toEqual(times)
  expect(odd.shared.memory.byteLength).toBe(3 * 28)
  const early = [first.openTime, first.openTime - 1_000, first.openTime + 2 ** 42]
  const unordered = CandleColumns.of(early.map((openTime) => ({ ...first, openTime })))
  expect([...unordered.openTime]).toEqual(early)
  const even = CandleColumns.of(times.slice(0, 2).map((openTime) => ({ ...first, openTime })))
  expect([...even.openTime.from(1)]).toEqual([times[1]])
  expect([even.openTime.at(-1), even.openTime.at(2), even.openTime.at(-3)]).toEqual([
    times[1],
    undefined,
    undefined,
  ])
})

it('shows every volume as it was, in whatever steps the market trades', () => {
  const steps = fc.integer({ min: 0, max: 12 }).map((exponent) => 10 ** exponent)
  const volume = fc.tuple(steps, fc.integer({ min: 0, max: 2 ** 33 })).map(([step, count]) => {
    const exact = BigInt(step) * BigInt(count)
    return (exact < 2n ** 53n ? Number(exact) : exact) as Quantity
  })
  fc.assert(
    fc.property(fc.array(volume, { maxLength: 20 }), (volumes) => {
      const candles = volumes.map((one, index) => sampleCandle(index, '30000', { volume: one }))
      const columns = CandleColumns.of(candles)
      const cursor = new CandleCursor()
      const shown = candles.map((_, index) => {
        columns.show(index, cursor)
        return cursor.volume
      })
      expect(shown).toEqual(volumes)
    }),
  )
})

it('takes what a store holds in columns for the same candles, in the same form', () => {
  const volume = fc.oneof(
    fc.integer({ min: 0, max: 2 ** 33 }).map((count) => (count * 1_000) as Quantity),
    fc.constant((2n ** 70n) as unknown as Quantity),
  )
  const parts = fc.record({
    volume,
    high: fc.integer({ min: 3_000_000, max: 2 ** 33 }).map((units) => units as Price),
    lateMs: fc.constantFrom(0, 0, 1),
  })
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 20 }), (wanted) => {
      const candles = wanted.map(({ lateMs, ...rest }, index) => {
        const candle = sampleCandle(index, '30000', rest)
        return { ...candle, openTime: candle.openTime + lateMs }
      })
      const [ofArrays, ofObjects] = [
        CandleColumns.ofArrays(arraysOf(candles, 2)),
        CandleColumns.of(candles),
      ]
      const cursor = new CandleCursor()
      const shown = candles.map((_, index) => {
        ofArrays.show(index, cursor)
        return { ...cursor }
      })
      expect(shown).toEqual(candles)
      expect(ofArrays.shared.form).toEqual(ofObjects.shared.form)
    }),
  )
})

it('takes eight bytes a volume instead of four only where the steps are too fine for it', () => {
  const bytesOf = (...volumes: readonly number[]) =>
    CandleColumns.of(
      volumes.map((volume, index) => sampleCandle(index, '30000', { volume: volume as Quantity })),
    ).shared.memory.byteLength / volumes.length
  expect(bytesOf((2 ** 32 - 1) * 1_000, 1_000)).toBe(24)
  expect(bytesOf(2 ** 32 * 1_000, 1_000)).toBe(28)
  expect(bytesOf((2 ** 32 - 1) * 1_000, 100)).toBe(28)
  expect(bytesOf(100, (2 ** 32 - 1) * 1_000)).toBe(28)
  expect(bytesOf(0, 1, 2 ** 32 - 1)).toBe(24)
})
