import { z } from 'zod'
import type { Quantity } from '../../domain/amount.ts'
import type { Candle } from '../../domain/candle.ts'
import { canonical } from '../../domain/exact-integer.ts'
import type { Price } from '../../domain/price.ts'
import { document } from '../document-parsers.ts'

const tailRow = z.tuple([
  z.int(),
  z.int(),
  z.int(),
  z.int(),
  z.int(),
  z.union([z.int(), z.string().regex(/^-?\d+$/)]),
  z.int().min(0).max(18),
])
export const TAIL_COLUMNS = 'open_time, open, high, low, close, volume, price_decimals'

/** A candle that is not in a block yet, its prices as counts of 10^-priceDecimals. */
export function candleFromTail(row: unknown, priceDecimals: number): Candle {
  const [openTime, open, high, low, close, volume, decimals] = document(tailRow, row, 'candle')
  const factor = factorBetween(decimals, priceDecimals)
  const price = (units: number) => scaledPrice(units, factor)
  return {
    openTime,
    open: price(open),
    high: price(high),
    low: price(low),
    close: price(close),
    volume: (typeof volume === 'number' ? volume : canonical(BigInt(volume))) as Quantity,
  }
}

export function tailValues(candle: Candle, priceDecimals: number): readonly (number | string)[] {
  const { openTime, open, high, low, close, volume } = candle
  const units = typeof volume === 'number' ? volume : String(volume)
  return [openTime, open, high, low, close, units, priceDecimals]
}

/** What prices of some decimals are multiplied by to be counts of finer ones. Throws where they would lose some. */
export function factorBetween(from: number, to: number): number {
  if (from > to) throw new RangeError(`its prices have ${from} decimals, those of its market ${to}`)
  return 10 ** (to - from)
}

/** Throws where the price has more digits than can be kept. */
export function scaledPrice(units: number, factor: number): Price {
  const scaled = units * factor
  if (!Number.isSafeInteger(scaled)) throw new RangeError('a price has too many digits')
  return scaled as Price
}
