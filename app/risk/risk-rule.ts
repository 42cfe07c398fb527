import type { Money, Quantity, Rate } from '../domain/amount.ts'
import type { Market } from '../domain/market.ts'
import type { OrderIntent } from '../domain/order.ts'
import type { Price } from '../domain/price.ts'

/** What one order may do at most. */
export interface RiskLimits {
  readonly notionalMax: Money
  readonly openOrdersMax: number
  /** Value of one bot's position as a share of equity. */
  readonly positionShareMax: Rate
}

/** What the rules need to know, orders in flight included. */
export interface RiskContext {
  readonly market: Market
  readonly limits: RiskLimits
  /** What the order will about trade at: its limit price, or the last close. */
  readonly price: Price
  readonly equity: Money
  /** What the bot holds, and what its open entry orders would add. */
  readonly positionQuantity: Quantity
  readonly pendingQuantity: Quantity
  readonly openOrders: number
}

/** Says why an order must not be placed, with its numbers, or nothing. */
export interface RiskRule {
  readonly name: string
  refuse(intent: OrderIntent, context: RiskContext): string | undefined
}
