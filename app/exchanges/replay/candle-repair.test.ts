import { describe, expect, it } from 'vitest'
import { MINUTE_MS, quantity, sampleCandle } from '../../domain/sample-market.fixture.ts'
import { orderedRows, withoutGaps } from './candle-repair.ts'

const rowsOf = (candles: readonly ReturnType<typeof sampleCandle>[]) =>
  candles.map((candle, at) => ({ candle, line: at + 2 }))

describe('the repair of candles', () => {
  it('leaves what is right as it is', () => {
    const candles = [0, 1, 2].map((index) => sampleCandle(index, `${100 + index}`))
    const { rows, repair } = orderedRows(rowsOf(candles))
    expect(rows.map(({ candle }) => candle)).toEqual(candles)
    expect(repair).toEqual({ unorderedRows: 0, duplicateRows: 0, conflictingRows: 0 })
    expect(withoutGaps(candles, MINUTE_MS)).toEqual(candles)
  })

  it('orders rows, drops what is there twice, and believes the later of two that differ', () => {
    const corrected = sampleCandle(1, '999')
    const given = [
      ...[sampleCandle(0, '100'), sampleCandle(2, '102'), sampleCandle(1, '101')],
      ...[sampleCandle(2, '102'), corrected],
    ]
    const { rows, repair } = orderedRows(rowsOf(given))
    expect(rows.map(({ candle, line }) => [candle.close, line])).toEqual([
      [sampleCandle(0, '100').close, 2],
      [corrected.close, 6],
      [sampleCandle(2, '102').close, 5],
    ])
    expect(repair).toEqual({ unorderedRows: 1, duplicateRows: 1, conflictingRows: 1 })
  })

  it('makes up flat candles without volume where some are missing', () => {
    const [first, last] = [sampleCandle(0, '100'), sampleCandle(3, '103')]
    const flat = { volume: quantity('0') }
    expect(withoutGaps([first, last], MINUTE_MS)).toEqual([
      ...[first, sampleCandle(1, '100', flat), sampleCandle(2, '100', flat), last],
    ])
  })
})
