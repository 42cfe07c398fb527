import { expect, it } from 'vitest'
import { type quantity, sampleCandle } from '../domain/sample-market.fixture.ts'
import { CandleColumns, CandleCursor } from './candle-columns.ts'

it('shows each candle as it was, huge volumes too', () => {
  const huge = { volume: (2n ** 70n) as unknown as ReturnType<typeof quantity> }
  const candles = [sampleCandle(0, '30000'), sampleCandle(1, '30001.5', huge), sampleCandle(2, '2')]
  const columns = new CandleColumns(candles)
  const cursor = new CandleCursor()
  const shown = candles.map((_, index) => {
    columns.show(index, cursor)
    return { ...cursor }
  })
  expect(shown).toEqual(candles)
  expect(columns.size).toBe(3)
  expect(columns.closeAt(1)).toBe(candles[1]?.close)
})
