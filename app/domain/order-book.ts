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
  /** When it was so, by our clock. Unix ms. */
  readonly time: number
}
