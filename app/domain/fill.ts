import type { Money, Quantity } from './amount.ts'
import type { Side } from './order.ts'
import type { Price } from './price.ts'

/** An execution: a part of an order, or all of it, that was traded at one price. */
export interface Fill {
  /** The exchange's id; an order's fill books once by it. */
  readonly fillId: string
  readonly exchangeOrderId: string
  readonly clientOrderId: string
  readonly botId: string
  readonly symbol: string
  readonly side: Side
  readonly price: Price
  readonly quantity: Quantity
  /** Price × quantity in the quote currency, without the fee. */
  readonly cost: Money
  /** In the quote currency. */
  readonly fee: Money
  readonly liquidity: 'maker' | 'taker'
  readonly time: number
}
