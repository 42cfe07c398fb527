import type { Money, Quantity, Rate } from '../../domain/amount.ts'
import type { Market } from '../../domain/market.ts'
import type { Price } from '../../domain/price.ts'
import type { Result } from '../../domain/result.ts'
import type { Ceiling } from './ceilings.ts'

/** What a size is made of. */
export interface SizeRequest {
  readonly market: Market
  readonly price: Price
  /** Open profit and fees included. */
  readonly equity: Money
  readonly freeCash: Money
  /** What fees and slippage take at most on top of a purchase, or off a sale. */
  readonly costRate: Rate
  /** Where the bot's stop would stand after this entry; null where it has none. */
  readonly stopPrice: Price | null
  /** Rounded up; null while it warms up, and where the sizing asks for none. */
  readonly averageTrueRange: Price | null
  /** What the limits leave room for. */
  readonly ceilings: readonly Ceiling[]
}

/** What a sizing asks for, before it is cut and rounded. */
export interface WishedSize {
  readonly quantity: Quantity
  /** Where it is for money rather than for a quantity: that money, before costs. */
  readonly stake?: Money
  /** Where it comes from, in numbers. */
  readonly arithmetic: () => string
}

/** Says how much to buy, or why it cannot tell. */
export type PositionSizer<Kind> = (sizing: Kind, request: SizeRequest) => Result<WishedSize, string>
