import { add, type Money, type Quantity, subtract, ZERO_MONEY, ZERO_QUANTITY } from './amount.ts'
import { assertNever } from './assert.ts'
import type { Fill } from './fill.ts'
import type { Price } from './price.ts'

export type Side = 'buy' | 'sell'
export type OrderType = 'market' | 'limit'
/** Whether an order opens or adds to a position, or shrinks it. */
export type Purpose = 'enter' | 'exit'

/** What somebody wants to do, before risk has seen it. */
export interface OrderIntent {
  /** Unique and reproducible: the same wish has the same id however often it is made. */
  readonly intentId: string
  readonly botId: string
  readonly symbol: string
  readonly side: Side
  readonly purpose: Purpose
  readonly type: OrderType
  readonly quantity: Quantity
  /** Set for a limit order, null for a market order. */
  readonly limitPrice: Price | null
}

declare const approval: unique symbol
/** An intent that passed every risk rule. Only the risk engine makes one. */
export type ApprovedOrder = OrderIntent & { readonly [approval]: true }

/**
 * submitting: written down, perhaps sent. open: at the exchange. unresolved: sent, outcome unknown.
 * absent: proven never to have reached the exchange.
 */
export type OrderState =
  | 'submitting'
  | 'unresolved'
  | 'open'
  | 'partially-filled'
  | 'filled'
  | 'cancelled'
  | 'rejected'
  | 'absent'

export interface Order {
  readonly intent: OrderIntent
  readonly clientOrderId: string
  readonly exchangeOrderId: string | null
  readonly state: OrderState
  readonly filledQuantity: Quantity
  /** Price × quantity of all fills, without fees. */
  readonly filledCost: Money
  readonly createdAt: number
  readonly updatedAt: number
  /** Why it was rejected or is unresolved, in the exchange's words where there are some. */
  readonly note: string | null
}

/** What is learned about an order that was sent. */
export type OrderEvent =
  | {
      readonly kind: 'accepted'
      readonly clientOrderId: string
      readonly exchangeOrderId: string
      readonly time: number
    }
  | {
      readonly kind: 'rejected'
      readonly clientOrderId: string
      readonly reason: string
      readonly time: number
    }
  | {
      readonly kind: 'unknown'
      readonly clientOrderId: string
      readonly reason: string
      readonly time: number
    }
  | {
      readonly kind: 'cancelled'
      readonly clientOrderId: string
      readonly reason: string
      readonly time: number
    }
  | { readonly kind: 'absent'; readonly clientOrderId: string; readonly time: number }
  | {
      readonly kind: 'fill'
      readonly clientOrderId: string
      readonly fill: Fill
      readonly time: number
    }

export function submittingOrder(intent: OrderIntent, clientOrderId: string, time: number): Order {
  return {
    intent,
    clientOrderId,
    exchangeOrderId: null,
    state: 'submitting',
    filledQuantity: ZERO_QUANTITY,
    filledCost: ZERO_MONEY,
    createdAt: time,
    updatedAt: time,
    note: null,
  }
}

/** No more news is expected; a late fill still books. */
export function isFinished(order: Order): boolean {
  const { state } = order
  return state === 'filled' || state === 'cancelled' || state === 'rejected' || state === 'absent'
}

export function remainingQuantity(order: Order): Quantity {
  return subtract(order.intent.quantity, order.filledQuantity)
}

/**
 * The order after an event, or the same object when the event tells nothing new: news arrive late, twice and out of
 * order. A finished order is only ever changed by a fill, and an absent one by a sign of life.
 */
export function nextOrder(order: Order, event: OrderEvent): Order {
  if (event.kind === 'fill') return filledOrder(order, event.fill, event.time)
  if (isFinished(order) && !contradictsAbsence(order, event)) return order
  switch (event.kind) {
    case 'accepted':
      return acceptedOrder(order, event.exchangeOrderId, event.time)
    case 'rejected':
      return rejectedOrder(order, event.reason, event.time)
    case 'unknown':
      if (order.state !== 'submitting') return order
      return { ...order, state: 'unresolved', note: event.reason, updatedAt: event.time }
    case 'cancelled':
      return { ...order, state: 'cancelled', note: event.reason, updatedAt: event.time }
    case 'absent':
      if (order.state !== 'submitting' && order.state !== 'unresolved') return order
      return { ...order, state: 'absent', updatedAt: event.time }
    default:
      return assertNever(event)
  }
}

/** Absence was concluded; that the exchange speaks of the order is known. */
function contradictsAbsence(order: Order, event: OrderEvent): boolean {
  return order.state === 'absent' && (event.kind === 'accepted' || event.kind === 'cancelled')
}

/** What was traded before stays traded: only the rest of it was not taken. */
function rejectedOrder(order: Order, reason: string, time: number): Order {
  const state = order.filledQuantity > 0 ? 'cancelled' : 'rejected'
  return { ...order, state, note: reason, updatedAt: time }
}

function acceptedOrder(order: Order, exchangeOrderId: string, time: number): Order {
  if (order.exchangeOrderId !== null && order.state !== 'unresolved') return order
  const state = order.filledQuantity > 0 ? order.state : 'open'
  return { ...order, exchangeOrderId, state, note: null, updatedAt: time }
}

function filledOrder(order: Order, fill: Fill, time: number): Order {
  const filledQuantity = add(order.filledQuantity, fill.quantity)
  const complete = filledQuantity >= order.intent.quantity
  const staysCancelled = order.state === 'cancelled' && !complete
  return {
    intent: order.intent,
    clientOrderId: order.clientOrderId,
    exchangeOrderId: fill.exchangeOrderId,
    state: complete ? 'filled' : staysCancelled ? 'cancelled' : 'partially-filled',
    filledQuantity,
    filledCost: add(order.filledCost, fill.cost),
    createdAt: order.createdAt,
    updatedAt: time,
    note: staysCancelled ? order.note : null,
  }
}
