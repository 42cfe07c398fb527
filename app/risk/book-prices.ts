import { durationText } from '../domain/duration-text.ts'
import { type BookLevel, bestOf, type OrderBook } from '../domain/order-book.ts'
import type { RiskContext } from './risk-rule.ts'

/** A book that is older says nothing about what an order would trade at, whatever age a limit allows. */
export const USABLE_BOOK_AGE_MS = 60_000

/** A book with offers on both sides, and the best of them. */
export interface UsableBook {
  readonly book: OrderBook
  readonly bid: BookLevel
  readonly ask: BookLevel
}

type Found = UsableBook | { readonly bid: undefined; readonly fault: string }

/** The book with its best offers, or why it cannot be relied on. */
export function usableBook({ book, market, now }: RiskContext): Found {
  const { symbol } = market
  if (book === undefined) return unusable(`there is no order book of ${symbol}`)
  const ageMs = now - book.time
  if (ageMs > USABLE_BOOK_AGE_MS) {
    return unusable(`the order book of ${symbol} is ${durationText(ageMs)} old`)
  }
  const { bid, ask } = bestOf(book)
  if (bid === undefined || ask === undefined) {
    return unusable(`the order book of ${symbol} has no ${bid === undefined ? 'bids' : 'asks'}`)
  }
  if (bid.price >= ask.price) {
    return unusable(`the order book of ${symbol} makes no sense: its bid is not below its ask`)
  }
  return { book, bid, ask }
}

function unusable(fault: string): Found {
  return { bid: undefined, fault }
}
