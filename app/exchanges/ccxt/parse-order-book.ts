import { z } from 'zod'
import type { Quantity } from '../../domain/amount.ts'
import type { Rounding } from '../../domain/exact-integer.ts'
import type { Market } from '../../domain/market.ts'
import type { BookLevel, OrderBook } from '../../domain/order-book.ts'
import { failure, type Result, success } from '../../domain/result.ts'
import { amountOf, exactText, priceOf } from './exact-text.ts'

/** What is beyond these levels no order of ours should reach. */
export const BOOK_LEVELS = 20

/** ccxt adds a third number to the levels of some exchanges. */
const level = z.tuple([exactText, exactText]).rest(z.unknown())
const ccxtBook = z.object({ bids: z.array(z.unknown()), asks: z.array(z.unknown()) })

interface BookSource {
  readonly raw: unknown
  readonly market: Market
  /** When it was so, by our clock. */
  readonly time: number
}

/** The best levels of ccxt's unified book. One whose sides cross is being put together, and is none. */
export function parseOrderBook({ raw, market, time }: BookSource): Result<OrderBook, string> {
  const parsed = ccxtBook.safeParse(raw)
  if (!parsed.success) return failure('a book in an unexpected form')
  const bids = levelsOf(parsed.data.bids, market, 'down')
  if (!bids.ok) return bids
  const asks = levelsOf(parsed.data.asks, market, 'up')
  if (!asks.ok) return asks
  const book = { symbol: market.symbol, bids: bids.value, asks: asks.value, time }
  const sound = isSound(book)
  return sound ? success(book) : failure('a book whose prices are not in their order')
}

/** A price finer than ours is rounded to the disadvantage of whoever takes it. */
function levelsOf(
  raw: readonly unknown[],
  { priceDecimals }: Market,
  rounding: Rounding,
): Result<readonly BookLevel[], string> {
  const levels: BookLevel[] = []
  for (const one of raw.slice(0, BOOK_LEVELS)) {
    const [priceText, quantityText] = level.safeParse(one).data ?? [null, null]
    const price = priceText && priceOf(priceText, priceDecimals, rounding)
    if (!price || !quantityText) return failure('a level that cannot be read')
    const quantity = amountOf<Quantity>(quantityText, 'down').value
    if (quantity > 0) levels.push({ price: price.value, quantity })
  }
  return success(levels)
}

function isSound({ bids, asks }: OrderBook): boolean {
  const [bid, ask] = [bids[0], asks[0]]
  if (bid && ask && bid.price >= ask.price) return false
  return bids.every(falls) && asks.every(rises)
}

function falls({ price }: BookLevel, position: number, levels: readonly BookLevel[]): boolean {
  const before = levels[position - 1]
  return price > 0 && (before === undefined || price <= before.price)
}

function rises({ price }: BookLevel, position: number, levels: readonly BookLevel[]): boolean {
  const before = levels[position - 1]
  return price > 0 && (before === undefined || price >= before.price)
}
