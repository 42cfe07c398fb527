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

/** The mark: half way between the best prices, rounded down; nothing while one side is empty. */
export function middleOf({ bids: [bid], asks: [ask] }: OrderBook): Price | undefined {
  if (bid === undefined || ask === undefined) return undefined
  return Math.floor(bid.price + (ask.price - bid.price) / 2) as Price
}
