import type { Money, Quantity } from './amount.ts'
import type { Price } from './price.ts'

/** One pair on one exchange, with the rules its orders must keep. */
export interface Market {
  /** As ccxt writes it: "BTC/USDT". */
  readonly symbol: string
  readonly base: string
  readonly quote: string
  /** A price of this market is an integer count of 10^-priceDecimals. */
  readonly priceDecimals: number
  readonly priceTick: Price
  readonly quantityStep: Quantity
  readonly quantityMin: Quantity
  readonly notionalMin: Money
}
