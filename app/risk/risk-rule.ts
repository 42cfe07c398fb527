import type { Money, Quantity, Rate } from '../domain/amount.ts'
import type { Market } from '../domain/market.ts'
import type { OrderIntent } from '../domain/order.ts'
import type { OrderBook } from '../domain/order-book.ts'
import type { Price } from '../domain/price.ts'
import type { EffectiveLimits } from './effective-limits.ts'
import type { Exposure } from './exposure.ts'

/** What one bot, or the whole account, holds and does. Orders in flight and unresolved ones count; the reviewed one does not. */
export interface Standing {
  /** Of the order's market, in its quote currency: what is held at the last price, and what open entries would pay. */
  readonly position: Money
  /**
   * What is held and what open entries would add, by base asset, in the currency of the equity. Empty where no limit asks
   * for it.
   */
  readonly exposure: Exposure
  readonly openOrders: number
  /** Sent within the last minute. */
  readonly ordersLastMinute: number
}

/**
 * What the rules need to know about an order and its surroundings. What nobody knows is undefined, never a guess; what no
 * limit asks for may be left out.
 */
export interface RiskContext {
  readonly market: Market
  readonly limits: EffectiveLimits
  /** The account's own time, Unix ms. */
  readonly now: number
  /** What the order will about trade at: its limit price, its trigger, or the last close. */
  readonly price: Price
  /** What was last paid. */
  readonly lastPrice: Price | undefined
  readonly book: OrderBook | undefined
  /** Cash and all holdings at the last prices: open profit and loss is in it, and so are the fees that were paid. */
  readonly equity: Money
  /** The currency of the equity. */
  readonly currency: string
  /** What an amount of the market's quote currency is worth in that; undefined where no price leads there. */
  readonly worth: (amount: Money) => Money | undefined
  /** Of the market's quote currency, less what open orders will take; zero for an exit, which takes none. */
  readonly freeCash: Money
  /** What the exchange takes at most on top of a purchase. */
  readonly costRate: Rate
  /** How many are written down together: an entry comes with its stop and its target. */
  readonly orders: number
  /** By the order that the reviewed one replaces: a replacement is for the whole of it, and only the rest is sent. */
  readonly traded: Quantity
  readonly own: Standing
  readonly account: Standing
  /** When a stop of this bot was last hit in this market. */
  readonly lastStopAt: number | undefined
  /** When the same wish was made last and not turned down. */
  readonly lastTwinAt: number | undefined
  /** Whether what the order buys will be sold at a loss that is known before. */
  readonly hasStop: boolean
}

export interface RiskRule {
  readonly name: string
  /** Most limits are there to keep risk from growing: an exit takes risk away, and nothing may hold it back. */
  readonly guards: 'entries' | 'all orders'
  /** Why an order must not be placed, with its numbers, or nothing. */
  refuse(intent: OrderIntent, context: RiskContext): string | undefined
}
