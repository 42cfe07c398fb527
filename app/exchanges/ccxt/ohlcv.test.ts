import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDecimal } from '../../domain/decimal-text.ts'
import { candlesFromRows, parseOhlcv, priceDecimalsIn } from './ohlcv.ts'

const TIME = Date.UTC(2025, 0, 1)

describe('candles from ccxt', () => {
  it('become the decimals that the exchange wrote, although they came as floats', () => {
    const written = fc.record({
      decimals: fc.integer({ min: 0, max: 10 }),
      low: fc.integer({ min: 1, max: 10 ** 14 }),
      rise: fc.integer({ min: 0, max: 10 ** 12 }),
      volume: fc.integer({ min: 0, max: 10 ** 15 }),
    })
    fc.assert(
      fc.property(written, ({ decimals, low, rise, volume }) => {
        const high = low + rise
        const asFloat = (value: number, places: number) => Number(formatDecimal(value, places))
        const [from, to] = [asFloat(low, decimals), asFloat(high, decimals)]
        const rows = parseOhlcv([[TIME, from, to, from, to, asFloat(volume, 8)]], '1m')
        expect(rows.ok && priceDecimalsIn(rows.value)).toBeLessThanOrEqual(decimals)
        const candles = rows.ok ? candlesFromRows(rows.value, decimals) : rows
        expect(candles).toEqual({
          ok: true,
          value: [{ openTime: TIME, open: low, high, low, close: high, volume }],
        })
      }),
    )
  })

  it('may carry more than six columns', () => {
    expect(parseOhlcv([[TIME, 1, 1, 1, 1, 1, 'more']], '1m').ok).toBe(true)
  })

  it.each([
    ['nothing', undefined],
    ['a row that is too short', [[TIME, 1, 1, 1, 1]]],
    ['a missing volume', [[TIME, 1, 1, 1, 1, undefined]]],
    ['text', [[TIME, '1', 1, 1, 1, 1]]],
    ['infinity', [[TIME, Number.POSITIVE_INFINITY, 1, 1, 1, 1]]],
    ['a time that is no whole number', [[TIME + 0.5, 1, 1, 1, 1, 1]]],
    [
      'a falling time',
      [
        [TIME, 1, 1, 1, 1, 1],
        [TIME - 60_000, 1, 1, 1, 1, 1],
      ],
    ],
    ['half a minute', [[TIME + 30_000, 1, 1, 1, 1, 1]]],
  ])('are refused with %s', (_, value) => {
    expect(parseOhlcv(value, '1m').ok).toBe(false)
  })

  it('may begin at any full hour when they are longer', () => {
    expect(parseOhlcv([[TIME + 16 * 3_600_000, 1, 1, 1, 1, 1]], '1d').ok).toBe(true)
    expect(parseOhlcv([[TIME + 60_000, 1, 1, 1, 1, 1]], '1d').ok).toBe(false)
  })

  it.each([
    ['a price of zero', [TIME, 0, 1, 0, 1, 1]],
    ['a negative volume', [TIME, 1, 1, 1, 1, -1]],
    ['a price that is too fine', [TIME, 1.001, 2, 1, 1, 1]],
  ])('are refused with %s', (_, row) => {
    const rows = parseOhlcv([row], '1m')
    expect(rows.ok && candlesFromRows(rows.value, 2).ok).toBe(false)
  })
})
