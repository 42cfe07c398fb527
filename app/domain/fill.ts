import type { Money, Quantity } from './amount.ts'
import type { Side } from './order.ts'
import type { Price } from './price.ts'

/** By what an execution or a report names its order. */
export type OrderName = Pick<Execution, 'symbol' | 'clientOrderId' | 'exchangeOrderId'>

/** A part of an order, or all of it, that was traded at one price, as the exchange tells it. */
export interface Execution {
  /** The exchange's id; an order's fill books once by it. */
  readonly fillId: string
  readonly exchangeOrderId: string
  /** Null where the exchange names its own id only. */
  readonly clientOrderId: string | null
  readonly symbol: string
  readonly side: Side
  readonly price: Price
  readonly quantity: Quantity
  /** Price × quantity in the quote currency, without the fee. */
  readonly cost: Money
  /** Negative where the exchange paid for the trade. */
  readonly fee: Money
  readonly feeCurrency: string
  readonly liquidity: 'maker' | 'taker'
  readonly time: number
}

/** An execution of one of our orders, as it is booked. */
export interface Fill extends Execution {
  readonly clientOrderId: string
  readonly botId: string
  /** What the fee was worth in the quote currency when it was booked. */
  readonly feeInQuote: Money
}
