import {
  add,
  larger,
  type Money,
  type Quantity,
  type Rate,
  subtract,
  ZERO_MONEY,
  ZERO_QUANTITY,
} from './amount.ts'
import { assertNever } from './assert.ts'
import type { Fill } from './fill.ts'
import type { Price } from './price.ts'
import type { OrderLimits } from './risk-limits.ts'

export type Side = 'buy' | 'sell'

/** The types of exchanges, by their usual names; all but market and limit start to work when a price is reached. */
export const ORDER_TYPES = [
  'market',
  'limit',
  'stop',
  'stop-limit',
  'take-profit',
  'take-profit-limit',
  'trailing-stop',
] as const
export type OrderType = (typeof ORDER_TYPES)[number]

/** Until it is cancelled; what trades at once, and no more; all of it at once, or nothing. */
export const TIMES_IN_FORCE = ['gtc', 'ioc', 'fok'] as const
export type TimeInForce = (typeof TIMES_IN_FORCE)[number]

/** Whether an order opens or adds to a position, or shrinks it and nothing else (reduce-only). */
export type Purpose = 'enter' | 'exit'

/** How orders belong together: what one does decides whether another is sent. */
export interface OrderLink {
  /** Client order id of the one that leads: the entry, the stop of a pair, or the order that is replaced. */
  readonly groupId: string
  /**
   * A stop and a target share what they protect: whichever trades takes the other back. With an entry at their head they
   * wait until that has traded; without one they are for what is held already. A watched stop stands in for one that the
   * exchange did not take. A replacement waits until the order that it replaces is finished.
   */
  readonly role: 'stop' | 'watched-stop' | 'target' | 'replacement'
}

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
  /**
   * Of a purchase at the market that is for all the money there is: that money, costs included. The quantity is what it
   * buys at the last price; an exchange that takes such orders buys what it pays for when it trades. Null for any other.
   */
  readonly funds: Money | null
  /** The worst price that is taken; null for types without one. */
  readonly limitPrice: Price | null
  /** Where it starts to work; null for types that do so at once, and for a trailing stop that the exchange moves. */
  readonly triggerPrice: Price | null
  /** How far a trailing stop stays behind the best price since it was placed, as a share of that. */
  readonly trailingRate: Rate | null
  readonly timeInForce: TimeInForce
  /** Rather not at all than as a taker. */
  readonly postOnly: boolean
  readonly link: OrderLink | null
  /** Of this order alone; null where nobody set any. */
  readonly limits: OrderLimits | null
}

/** The fields that a plain market order leaves alone. */
export const PLAIN_MARKET = {
  type: 'market',
  funds: null,
  limitPrice: null,
  triggerPrice: null,
  trailingRate: null,
  timeInForce: 'gtc',
  postOnly: false,
  link: null,
  limits: null,
} as const satisfies Partial<OrderIntent>

declare const approval: unique symbol
/** An intent that passed every risk rule. Only the risk engine makes one. */
export type ApprovedOrder = OrderIntent & { readonly [approval]: true }

/**
 * waiting: written down, watched by us, not sent. submitting: written down, perhaps sent. open: at the exchange.
 * unresolved: sent, outcome unknown. absent: proven never to have reached the exchange.
 */
export type OrderState =
  | 'waiting'
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
  /**
   * What is sent, word for word, so that what happened can be shown later; null until its time has come, and for an order
   * that somebody else placed.
   */
  readonly payload: string | null
  readonly filledQuantity: Quantity
  /** Price × quantity of all fills, without fees. */
  readonly filledCost: Money
  /** How much has traded by the exchange's own count: while that is more, fills are missing. */
  readonly reportedQuantity: Quantity
  /** When it was to be taken back; remembered until it is, since that request can be lost as well. */
  readonly cancelRequestedAt: number | null
  readonly createdAt: number
  readonly updatedAt: number
  /** Why it was rejected or is unresolved, in the exchange's words where there are some. */
  readonly note: string | null
}

interface OrderNews {
  readonly clientOrderId: string
  readonly time: number
}

/** What the exchange, or its silence, tells about an order that was sent. */
export type OrderReply =
  | (OrderNews & {
      readonly kind: 'accepted'
      readonly exchangeOrderId: string
      readonly reportedQuantity: Quantity
    })
  | (OrderNews & { readonly kind: 'rejected'; readonly reason: string })
  | (OrderNews & { readonly kind: 'unknown'; readonly reason: string })
  | (OrderNews & {
      readonly kind: 'cancelled'
      readonly exchangeOrderId: string | null
      readonly reason: string
      readonly reportedQuantity: Quantity
    })
  /** It was for an amount of money, and has bought for all of that. */
  | (OrderNews & { readonly kind: 'spent' })

/** What happens to an order. */
export type OrderEvent =
  | OrderReply
  | (OrderNews & { readonly kind: 'absent' })
  | (OrderNews & { readonly kind: 'fill'; readonly fill: Fill })
  /** The price that it waited for was there, and something is still in its way: that is not forgotten. */
  | (OrderNews & { readonly kind: 'reached'; readonly payload: string })
  /** It is about to be sent: perhaps for less than was planned, and as another type where we have watched the price. */
  | (OrderNews & {
      readonly kind: 'triggered'
      readonly payload: string
      readonly type: OrderType
      readonly quantity: Quantity
    })
  /** A better price has drawn the level of a trailing stop along that we watch. */
  | (OrderNews & { readonly kind: 'trailed'; readonly triggerPrice: Price })
  | (OrderNews & { readonly kind: 'cancel-requested' })

export interface NewOrder {
  readonly intent: OrderIntent
  readonly clientOrderId: string
  /** Null for an order that waits. */
  readonly payload: string | null
  readonly time: number
}

/** An order that is about to be sent, or waits for its time. */
export function newOrder({ intent, clientOrderId, payload, time }: NewOrder): Order {
  return {
    intent,
    clientOrderId,
    exchangeOrderId: null,
    state: payload === null ? 'waiting' : 'submitting',
    payload,
    filledQuantity: ZERO_QUANTITY,
    filledCost: ZERO_MONEY,
    reportedQuantity: ZERO_QUANTITY,
    cancelRequestedAt: null,
    createdAt: time,
    updatedAt: time,
    note: null,
  }
}

export interface ForeignOrder {
  readonly intent: OrderIntent
  /** Our name for it; the exchange knows another, or none. */
  readonly clientOrderId: string
  readonly exchangeOrderId: string
  readonly reportedQuantity: Quantity
  readonly time: number
}

/** An order at the exchange that somebody else placed there, taken into our books; its trades follow. */
export function takenOver({ time, ...order }: ForeignOrder): Order {
  const blank = newOrder({ ...order, payload: null, time })
  return { ...blank, ...order, state: 'open' }
}

/** It was never sent by us, and is at the exchange: only the exchange's own id finds it there. */
export function isTakenOver({ payload, exchangeOrderId }: Order): boolean {
  return payload === null && exchangeOrderId !== null
}

/** Who looks whether its price is there; null for an order that waits for none, or of which nobody knows where it is. */
export function watcherOf({ state, intent }: Order): 'cryptobot' | 'exchange' | null {
  if (state === 'waiting') return 'cryptobot'
  const isPlain = intent.type === 'market' || intent.type === 'limit'
  return state === 'open' && !isPlain ? 'exchange' : null
}

/** No more news is expected; a late fill still books. */
export function isFinished(order: Order): boolean {
  const { state } = order
  return state === 'filled' || state === 'cancelled' || state === 'rejected' || state === 'absent'
}

/** Its price was reached while it waited: only others are in its way. */
export function wasReached({ state, payload }: Order): boolean {
  return state === 'waiting' && payload !== null
}

/** The exchange says that more has traded than we have fills of. */
export function awaitsFills(order: Order): boolean {
  return order.reportedQuantity > order.filledQuantity
}

/** Nothing more can come of it, unless the exchange was wrong. */
export function isSettled(order: Order): boolean {
  return isFinished(order) && !awaitsFills(order)
}

/** What it may still trade: all that is left while it works, the missing fills once it is finished. */
export function remainingQuantity(order: Order): Quantity {
  const most = isFinished(order) ? order.reportedQuantity : order.intent.quantity
  return larger(subtract(most, order.filledQuantity), ZERO_QUANTITY)
}

/**
 * The order after an event, or the same object when the event tells nothing new: news arrive late, twice and out of
 * order. A finished order is only ever changed by a fill, by news of fills that are missing, and, where it was taken to be
 * absent, by a sign of life.
 */
export function nextOrder(order: Order, event: OrderEvent): Order {
  switch (event.kind) {
    case 'fill':
      return filledOrder(order, event.fill, event.time)
    case 'accepted':
      return acceptedOrder(order, event)
    case 'rejected':
      return isFinished(order) ? order : rejectedOrder(order, event.reason, event.time)
    case 'unknown':
      if (order.state !== 'submitting') return order
      return { ...order, state: 'unresolved', note: event.reason, updatedAt: event.time }
    case 'cancelled':
      return cancelledOrder(order, event)
    case 'spent':
      return isFinished(order) ? order : { ...order, state: 'filled', updatedAt: event.time }
    case 'absent':
      if (order.state !== 'submitting' && order.state !== 'unresolved') return order
      return { ...order, state: 'absent', updatedAt: event.time }
    case 'reached':
      if (order.state !== 'waiting' || order.payload !== null) return order
      return { ...order, payload: event.payload }
    case 'triggered':
      return triggeredOrder(order, event)
    case 'trailed':
      return trailedOrder(order, event)
    case 'cancel-requested':
      if (isFinished(order) || order.cancelRequestedAt !== null) return order
      return { ...order, cancelRequestedAt: event.time }
    default:
      return assertNever(event)
  }
}

type EventOf<Kind extends OrderEvent['kind']> = Extract<OrderEvent, { kind: Kind }>

/** What was traded before stays traded: only the rest of it was not taken. */
function rejectedOrder(order: Order, reason: string, time: number): Order {
  const state = order.filledQuantity > 0 ? 'cancelled' : 'rejected'
  return { ...order, state, note: reason, updatedAt: time }
}

/** Absence was concluded; that the exchange speaks of the order is known. */
function acceptedOrder(order: Order, event: EventOf<'accepted'>): Order {
  const { exchangeOrderId, reportedQuantity, time } = event
  const reported = larger(order.reportedQuantity, reportedQuantity)
  const wasInDoubt =
    order.exchangeOrderId === null || order.state === 'unresolved' || order.state === 'absent'
  if (wasInDoubt && (!isFinished(order) || order.state === 'absent')) {
    const state = order.filledQuantity > 0 ? 'partially-filled' : 'open'
    return {
      ...order,
      exchangeOrderId,
      state,
      reportedQuantity: reported,
      updatedAt: time,
      note: null,
    }
  }
  return heardOf(order, exchangeOrderId, reported)
}

/** News that do not change its state still tell by which id it is found, and how much of it has traded. */
function heardOf(order: Order, toldId: string | null, reportedQuantity: Quantity): Order {
  const exchangeOrderId = order.exchangeOrderId ?? toldId
  const isNews =
    exchangeOrderId !== order.exchangeOrderId || reportedQuantity !== order.reportedQuantity
  return isNews ? { ...order, exchangeOrderId, reportedQuantity } : order
}

function cancelledOrder(order: Order, event: EventOf<'cancelled'>): Order {
  const reportedQuantity = larger(order.reportedQuantity, event.reportedQuantity)
  if (isFinished(order) && order.state !== 'absent') {
    return heardOf(order, event.exchangeOrderId, reportedQuantity)
  }
  return {
    ...order,
    exchangeOrderId: order.exchangeOrderId ?? event.exchangeOrderId,
    state: 'cancelled',
    // One that waited was never sent.
    payload: order.state === 'waiting' ? null : order.payload,
    reportedQuantity,
    note: event.reason,
    updatedAt: event.time,
  }
}

function triggeredOrder(order: Order, event: EventOf<'triggered'>): Order {
  if (order.state !== 'waiting') return order
  const { payload, type, quantity, time } = event
  const intent = { ...order.intent, type, quantity }
  return { ...order, intent, state: 'submitting', payload, updatedAt: time }
}

/** It never goes back, and stays where it was reached. */
function trailedOrder(order: Order, { triggerPrice, time }: EventOf<'trailed'>): Order {
  const { state, payload, intent } = order
  const before = intent.triggerPrice
  if (state !== 'waiting' || payload !== null || before === null) return order
  const isCloser = intent.side === 'sell' ? triggerPrice > before : triggerPrice < before
  if (!isCloser) return order
  const updatedAt = Math.max(order.updatedAt, time)
  return { ...order, intent: { ...intent, triggerPrice }, updatedAt }
}

function filledOrder(order: Order, fill: Fill, time: number): Order {
  const filledQuantity = add(order.filledQuantity, fill.quantity)
  // What was for an amount of money is filled when that is spent, whatever it has bought.
  const complete = order.state === 'filled' || filledQuantity >= order.intent.quantity
  const staysCancelled = order.state === 'cancelled' && !complete
  return {
    intent: order.intent,
    clientOrderId: order.clientOrderId,
    exchangeOrderId: fill.exchangeOrderId,
    state: complete ? 'filled' : staysCancelled ? 'cancelled' : 'partially-filled',
    payload: order.payload,
    filledQuantity,
    filledCost: add(order.filledCost, fill.cost),
    reportedQuantity: order.reportedQuantity,
    cancelRequestedAt: order.cancelRequestedAt,
    createdAt: order.createdAt,
    // A late fill is older than what was heard since.
    updatedAt: Math.max(order.updatedAt, time),
    note: staysCancelled ? order.note : null,
  }
}
