import { expect, it } from 'vitest'
import type { Price } from '../domain/price.ts'
import { type quantity, sampleCandle } from '../domain/sample-market.fixture.ts'
import { CandleColumns, CandleCursor } from './candle-columns.ts'

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
  expect(columns.shared.memory.byteLength).toBe(3 * 44)
  expect(CandleColumns.of(candles.slice(2)).shared.memory.byteLength).toBe(28)
})

it('takes eight bytes a time instead of four for one that is no whole second after the first', () => {
  const first = sampleCandle(0, '30000')
  const times = [first.openTime, first.openTime + 1_000, first.openTime + 1_001]
  const odd = CandleColumns.of(times.map((openTime) => ({ ...first, openTime })))
  expect([...odd.openTime]).toEqual(times)
  expect(odd.shared.memory.byteLength).toBe(3 * 32)
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
