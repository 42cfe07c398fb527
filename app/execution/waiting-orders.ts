import { type Quantity, smaller, subtract, ZERO_QUANTITY } from '../domain/amount.ts'
import {
  isFinished,
  isSettled,
  type Order,
  type OrderIntent,
  type OrderType,
} from '../domain/order.ts'
import type { Price } from '../domain/price.ts'

/** The prices that a market has touched since it was last looked at. */
export interface PriceRange {
  readonly low: Price
  readonly high: Price
}

/** What decides about an order that waits. */
export interface Surroundings {
  /** Nothing while no price is known. */
  readonly prices: PriceRange | undefined
  /** The order that its group is named after: the entry, or the one that it replaces. */
  readonly leader: Order | undefined
  /** The other orders of its group of which something may still come. */
  readonly siblings: readonly Order[]
  /** What its owner holds and could still sell. */
  readonly held: Quantity
  readonly nativeTypes: ReadonlySet<OrderType>
}

export type Verdict =
  | { readonly kind: 'wait' }
  /** Its reason is gone. */
  | { readonly kind: 'drop'; readonly reason: string }
  /** These stand in its way: they are to be cancelled first. */
  | { readonly kind: 'take-back'; readonly orders: readonly Order[] }
  | { readonly kind: 'send'; readonly quantity: Quantity }

const WAIT: Verdict = { kind: 'wait' }

/** What is to become of an order that waits. */
export function judgeWaiting(order: Order, around: Surroundings): Verdict {
  const { intent } = order
  const { leader, siblings } = around
  if (intent.link?.role === 'replacement') return judgeReplacement(order, around)
  const isProtective = intent.link !== null
  if (isProtective && leader !== undefined && leader.intent.purpose === 'enter') {
    if (!isSettled(leader)) return WAIT
    if (leader.filledQuantity <= 0) return drop('its entry did not trade')
  }
  const quantity = sellable(intent, around.held)
  if (quantity <= 0) return drop('nothing is held any more')
  if (!isDue(intent, around)) return WAIT
  const inTheWay = siblings.filter(({ state }) => state !== 'waiting')
  return inTheWay.length > 0 ? { kind: 'take-back', orders: inTheWay } : { kind: 'send', quantity }
}

/** A replacement is for what the replaced order has left. */
function judgeReplacement({ intent }: Order, { leader, siblings, held }: Surroundings): Verdict {
  if (siblings.length > 0) return { kind: 'take-back', orders: siblings.filter(isAtExchange) }
  if (leader !== undefined && !isSettled(leader)) return { kind: 'take-back', orders: [leader] }
  if (leader?.state === 'filled') return drop('the order that it replaces was filled')
  const left =
    intent.purpose === 'exit'
      ? smaller(intent.quantity, held)
      : subtract(intent.quantity, leader?.filledQuantity ?? ZERO_QUANTITY)
  return left > 0 ? { kind: 'send', quantity: left } : drop('nothing is left of it')
}

/** What the exchange watches itself is sent at once. */
function isDue(intent: OrderIntent, { nativeTypes, prices }: Surroundings): boolean {
  if (nativeTypes.has(intent.type) && intent.link?.role !== 'target') return true
  return prices !== undefined && isReached(intent, prices)
}

/** A stop waits for the price to get worse, a take-profit for it to get better. */
function isReached(
  { type, side, triggerPrice, limitPrice }: OrderIntent,
  prices: PriceRange,
): boolean {
  const at = triggerPrice ?? limitPrice
  if (at === null) return true
  const isStop = type === 'stop' || type === 'stop-limit' || type === 'trailing-stop'
  const waitsForFall = isStop === (side === 'sell')
  return waitsForFall ? prices.low <= at : prices.high >= at
}

/** What it becomes when the exchange does not watch prices for us. */
export function sentAs(intent: OrderIntent, nativeTypes: ReadonlySet<OrderType>): OrderIntent {
  if (nativeTypes.has(intent.type)) return intent
  const type = intent.limitPrice === null ? 'market' : 'limit'
  return { ...intent, type, triggerPrice: null, trailingRate: null }
}

function sellable({ purpose, quantity }: OrderIntent, held: Quantity): Quantity {
  return purpose === 'exit' ? smaller(quantity, held) : quantity
}

function isAtExchange(order: Order): boolean {
  return order.state !== 'waiting' && !isFinished(order)
}

function drop(reason: string): Verdict {
  return { kind: 'drop', reason }
}

/** The stop that protects what a bot holds while it is at the exchange: it leads a group of its own. */
export function isProtectiveStop({ intent, clientOrderId }: Order): boolean {
  return intent.link?.role === 'stop' && intent.link.groupId === clientOrderId
}
