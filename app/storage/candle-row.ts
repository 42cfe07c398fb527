import { z } from 'zod'
import type { Candle } from '../domain/candle.ts'
import type { Market } from '../domain/market.ts'
import { document } from './document-parsers.ts'
import { priceFrom, quantityFrom } from './row-parsers.ts'

const candleRow = z.object({
  open_time: z.int(),
  open: z.string(),
  high: z.string(),
  low: z.string(),
  close: z.string(),
  volume: z.string(),
})

/** A candle as it is stored. */
export function candleFrom(row: unknown, market: Market): Candle {
  const stored = document(candleRow, row, 'candle')
  return {
    openTime: stored.open_time,
    open: priceFrom(stored.open, market),
    high: priceFrom(stored.high, market),
    low: priceFrom(stored.low, market),
    close: priceFrom(stored.close, market),
    volume: quantityFrom(stored.volume),
  }
}
