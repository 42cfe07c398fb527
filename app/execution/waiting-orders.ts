import { type Quantity, type Rate, smaller, subtract } from '../domain/amount.ts'
import type { Market } from '../domain/market.ts'
import {
  isFinished,
  isSettled,
  type Order,
  type OrderIntent,
  type OrderType,
  wasReached,
} from '../domain/order.ts'
import { type Price, shiftPrice } from '../domain/price.ts'

/** The prices that a market has touched since it was last looked at. */
export interface PriceRange {
  readonly low: Price
  readonly high: Price
}

/** What decides about an order that waits. */
export interface Surroundings {
  /** Nothing unless the market has moved since there was something to wait for. */
  readonly prices: PriceRange | undefined
  /** The order that its group is named after: the entry, or the one that it replaces. */
  readonly leader: Order | undefined
  /** The other orders of its group of which something may still come. */
  readonly siblings: readonly Order[]
  /** What there is for it to sell, in the exchange's steps; what an entry takes is its own. */
  readonly held: Quantity
  /** That without what orders outside its group are selling. */
  readonly free: Quantity
  /** The exchange takes no order that is smaller. */
  readonly quantityMin: Quantity
  readonly nativeTypes: ReadonlySet<OrderType>
}

export type Verdict =
  | { readonly kind: 'wait'; readonly isReached: boolean }
  /** Its reason is gone. */
  | { readonly kind: 'drop'; readonly reason: string }
  /** These stand in its way: they are to be cancelled first. */
  | { readonly kind: 'take-back'; readonly isReached: boolean; readonly orders: readonly Order[] }
  /** When its price is there, nobody is to wait for it any more. */
  | { readonly kind: 'send'; readonly isReached: boolean; readonly quantity: Quantity }

const WAIT: Verdict = { kind: 'wait', isReached: false }

/** What is to become of an order that waits. `isReached` is to be remembered: the price may be gone by the next look. */
export function judgeWaiting(order: Order, around: Surroundings): Verdict {
  return order.intent.link?.role === 'replacement'
    ? judgeReplacement(order, around)
    : judgeProtection(order, around)
}

/** A replacement is for what the replaced order has left; its own price, if it waits for one, comes after. */
function judgeReplacement(order: Order, around: Surroundings): Verdict {
  const { leader, siblings } = around
  const replaced = leader !== undefined && !isSettled(leader) ? [leader] : []
  const others = siblings.filter(
    (one) => one.state !== 'waiting' && one !== leader && isReplacement(one),
  )
  const inTheWay = [...replaced, ...others]
  if (inTheWay.length > 0) return takeBack(inTheWay, false)
  if (leader?.state === 'filled') return drop('the order that it replaces was filled')
  const { intent } = order
  const left = leader ? subtract(intent.quantity, leader.filledQuantity) : intent.quantity
  if (left <= 0) return drop('nothing is left of it')
  // What protects the part that has traded stays.
  return judgeDue(order, left, { ...around, siblings: [] })
}

/** What protects a purchase waits until that has traded; a price that comes before the rest of it ends the purchase. */
function judgeProtection(order: Order, around: Surroundings): Verdict {
  const { intent } = order
  const { leader } = around
  if (intent.link === null || leader?.intent.purpose !== 'enter') {
    return judgeDue(order, intent.quantity, around)
  }
  if (!isSettled(leader)) {
    const isReached = leader.filledQuantity > 0 && isPriceThere(order, around)
    return isReached ? takeBack([leader], true) : WAIT
  }
  if (leader.filledQuantity <= 0) return drop('its entry did not trade')
  return judgeDue(order, intent.quantity, around)
}

function judgeDue(order: Order, wanted: Quantity, around: Surroundings): Verdict {
  const { intent } = order
  const { held, free, quantityMin, siblings, nativeTypes } = around
  const isExit = intent.purpose === 'exit'
  const most = isExit ? smaller(wanted, held) : wanted
  if (most <= 0) return drop('nothing is held any more')
  if (most < quantityMin) return drop('what is left is too little for the exchange')
  const isReached = isPriceThere(order, around)
  if (!isReached && isWatchedHere(intent, nativeTypes)) return WAIT
  const inTheWay = siblings.filter((one) => one.state !== 'waiting' && !isReplacement(one))
  if (inTheWay.some(isUnderWay)) return { kind: 'wait', isReached }
  if (inTheWay.length > 0) return takeBack(inTheWay, isReached)
  const quantity = isExit ? smaller(most, free) : most
  return quantity < quantityMin || quantity <= 0
    ? { kind: 'wait', isReached }
    : { kind: 'send', isReached, quantity }
}

/** One that has been sent to trade at once: how it ends decides about the other. */
function isUnderWay({ intent: { type } }: Order): boolean {
  return type === 'market'
}

function isReplacement({ intent: { link } }: Order): boolean {
  return link?.role === 'replacement'
}

function isPriceThere(order: Order, { prices }: Surroundings): boolean {
  return wasReached(order) || (prices !== undefined && isReached(order.intent, prices))
}

/** The exchange watches prices for one order of a group, which is the stop. */
export function isWatchedHere(
  { type, link }: OrderIntent,
  nativeTypes: Surroundings['nativeTypes'],
): boolean {
  if (link?.role === 'target' || link?.role === 'watched-stop') return true
  return !nativeTypes.has(type)
}

/** A stop waits for the price to get worse, a take-profit for it to get better. */
export function isReached({ type, side, triggerPrice }: OrderIntent, prices: PriceRange): boolean {
  if (triggerPrice === null) return false
  const isStop = type === 'stop' || type === 'stop-limit' || type === 'trailing-stop'
  const waitsForFall = isStop === (side === 'sell')
  return waitsForFall ? prices.low <= triggerPrice : prices.high >= triggerPrice
}

/** Where a trailing stop stands when this is the best price that it has seen. */
export function trailedTo(
  market: Market,
  { side, trailingRate }: Pick<OrderIntent, 'side'> & { readonly trailingRate: Rate },
  best: Price,
): Price {
  return side === 'sell'
    ? shiftPrice(market, best, -trailingRate as Rate, 'down')
    : shiftPrice(market, best, trailingRate, 'up')
}

/** What it becomes when its price is there. */
export function withoutTrigger<Intent extends OrderIntent>(intent: Intent): Intent {
  if (intent.type === 'market' || intent.type === 'limit') return intent
  const type = intent.limitPrice === null ? 'market' : 'limit'
  return { ...intent, type, triggerPrice: null, trailingRate: null }
}

function takeBack(orders: readonly Order[], isReached: boolean): Verdict {
  return { kind: 'take-back', orders: orders.filter((one) => !isFinished(one)), isReached }
}

function drop(reason: string): Verdict {
  return { kind: 'drop', reason }
}

/** The stop that protects what a bot holds while it is at the exchange: it leads a group of its own. */
export function isProtectiveStop({ intent, clientOrderId }: Order): boolean {
  return intent.link?.role === 'stop' && intent.link.groupId === clientOrderId
}
