import type { Amount } from './amount.ts'

export type Side = 'buy' | 'sell'

export type OrderType =
  | 'limit'
  | 'limit-maker'
  | 'market'
  | 'stop-loss'
  | 'stop-loss-limit'
  | 'take-profit'
  | 'take-profit-limit'

/** Good till cancelled; immediate or cancel; fill or kill. */
export type TimeInForce = 'gtc' | 'ioc' | 'fok'

/**
 * `pending`: until another order of its list has filled. `waiting`: for its trigger price. `expired`: ended by the
 * exchange, `canceled`: by its owner.
 */
export type OrderStatus =
  | 'pending'
  | 'waiting'
  | 'new'
  | 'partially-filled'
  | 'filled'
  | 'canceled'
  | 'expired'

/** An order as it stood at one moment; a change makes another one of the same id. */
export interface Order {
  readonly id: number
  readonly accountId: string
  readonly clientOrderId: string
  readonly symbol: string
  readonly side: Side
  readonly type: OrderType
  readonly timeInForce: TimeInForce
  readonly price: Amount | null
  readonly triggerPrice: Amount | null
  /** How far the price must turn back before the order triggers, in hundredths of a percent. */
  readonly trailingDelta: number | null
  /** The best price since a trailing order began to follow. */
  readonly trailingExtreme: Amount | null
  readonly quantity: Amount
  /** What a market order is to spend or to earn, when it was given that way. */
  readonly quoteQuantity: Amount | null
  readonly filled: Amount
  readonly filledQuote: Amount
  readonly status: OrderStatus
  /** Left of what was locked for it, in the asset that it spends. */
  readonly reserved: Amount
  /** Nothing is locked for it while it waits for its trigger price. */
  readonly reservesWhenTriggered: boolean
  readonly triggeredAt: number | null
  /** The order that it became when it triggered, where that makes another one. */
  readonly successorId: number | null
  /** `manual`: placed by hand or by another program. */
  readonly origin: 'api' | 'manual'
  /** Orders of one list are placed and cancelled together. */
  readonly listId: number | null
  /** The client's own id of the list. */
  readonly listClientId: string | null
  /** Of rivals only one can fill. */
  readonly rivalsId: number | null
  readonly createdAt: number
  readonly updatedAt: number
}

/** One execution. */
export interface Fill {
  readonly id: number
  readonly orderId: number
  readonly accountId: string
  readonly symbol: string
  readonly side: Side
  readonly price: Amount
  readonly quantity: Amount
  readonly quoteQuantity: Amount
  readonly fee: Amount
  readonly feeAsset: string
  readonly maker: boolean
  readonly time: number
}

export function isOpen({ status }: Order): boolean {
  return status === 'pending' || status === 'waiting' || isWorkingStatus(status)
}

/** Whether an order is in the book. */
export function isWorkingStatus(status: OrderStatus): boolean {
  return status === 'new' || status === 'partially-filled'
}

export function remaining(order: Order): Amount {
  return order.quantity - order.filled
}

export function isConditional(type: OrderType): boolean {
  return type.startsWith('stop-loss') || type.startsWith('take-profit')
}

/** Whether it takes any price once it works. */
export function takesAnyPrice(type: OrderType): boolean {
  return type === 'market' || type === 'stop-loss' || type === 'take-profit'
}
