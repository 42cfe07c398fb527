import type { Quantity } from './amount.ts'
import type { Price } from './price.ts'

export interface BookLevel {
  readonly price: Price
  readonly quantity: Quantity
}

/** What is offered on both sides of a market, the best first. */
export interface OrderBook {
  readonly symbol: string
  readonly bids: readonly BookLevel[]
  readonly asks: readonly BookLevel[]
  /** The first of each, where the levels are made only once somebody reads them. */
  readonly best?: { readonly bid: BookLevel | undefined; readonly ask: BookLevel | undefined }
  /** When it was so, by our clock. Unix ms. */
  readonly time: number
}

/** The best prices; undefined where nothing is offered. */
export function bestOf(book: OrderBook): NonNullable<OrderBook['best']> {
  return book.best ?? { bid: book.bids[0], ask: book.asks[0] }
}

/** The mark: half way between the best prices, rounded down; nothing while one side is empty. */
export function middleOf(book: OrderBook): Price | undefined {
  const { bid, ask } = bestOf(book)
  if (bid === undefined || ask === undefined) return undefined
  return Math.floor(bid.price + (ask.price - bid.price) / 2) as Price
}
