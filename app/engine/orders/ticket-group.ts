import { MANUAL_BOT } from '../../contract/manual-bot.ts'
import { floorToStep } from '../../domain/amount.ts'
import type { Market } from '../../domain/market.ts'
import {
  newOrder,
  type Order,
  type OrderIntent,
  type OrderType,
  PLAIN_MARKET,
} from '../../domain/order.ts'
import { type Price, roundToTick } from '../../domain/price.ts'
import { trailedTo } from '../../execution/waiting-orders.ts'
import type { OrderTicket } from './place-ticket.ts'

export interface GroupParts {
  readonly market: Market
  /** The last price; a trailing stop that is watched here starts from it. */
  readonly last: Price | undefined
  readonly nativeTypes: ReadonlySet<OrderType>
  /** The id under which an intent is, or would be, at the exchange. */
  readonly clientOrderId: (intentId: string) => string
}

/** How long the ending of a protective order's id is. */
const PROTECTIVE_SUFFIX = 2

/** Orders that belong together. */
export type Group = readonly [OrderIntent, ...OrderIntent[]]

/** The orders that a ticket stands for; the first leads the others, if there are any. */
export function ticketGroup(ticket: OrderTicket, parts: GroupParts): Group {
  return ticket.type === 'oco' ? pairOf(ticket, parts) : entryAndExits(ticket, ticket.type, parts)
}

/** Of a protective order, by that of its entry: intent ids, or client order ids. */
export function protectiveId(intentId: string, role: 'stop' | 'target'): string {
  return `${intentId}-${role === 'stop' ? 's' : 't'}`
}

/**
 * What is watched here in place of a stop, or of its target, that the exchange did not take; in the same group, whose leader
 * they are named after. The same order has the same one.
 */
export function standInFor({ intent, clientOrderId }: Order, reason: string, time: number): Order {
  const groupId = intent.link?.groupId ?? clientOrderId
  const role = intent.link?.role === 'target' ? 'target' : 'stop'
  const leaderIntentId =
    groupId === clientOrderId ? intent.intentId : intent.intentId.slice(0, -PROTECTIVE_SUFFIX)
  const standIn = newOrder({
    intent: {
      ...intent,
      intentId: watchedId(leaderIntentId, role),
      link: { groupId, role: role === 'stop' ? 'watched-stop' : 'target' },
    },
    clientOrderId: watchedId(groupId, role),
    payload: null,
    time,
  })
  return { ...standIn, note: `in place of a ${role} that the exchange did not take: ${reason}` }
}

/** Of a stand-in, by the id of its leader: intent ids, or client order ids. */
export function watchedId(leaderId: string, role: 'stop' | 'target'): string {
  return `${leaderId}-${role === 'stop' ? 'w' : 'v'}`
}

/** A stop and a target for what is held: the stop leads, and whichever trades takes the other back. */
function pairOf(ticket: OrderTicket, parts: GroupParts): Group {
  const { intentId, stopPrice } = ticket
  const groupId = parts.clientOrderId(intentId)
  const stop: OrderIntent = {
    ...plainIntent(ticket, parts.market),
    type: 'stop',
    triggerPrice: stopPrice === null ? null : roundToTick(parts.market, stopPrice, 'up'),
    link: { groupId, role: 'stop' },
  }
  return [stop, ...exitsOf({ ...ticket, stopPrice: null }, stop, parts)]
}

function entryAndExits(ticket: OrderTicket, type: OrderType, parts: GroupParts): Group {
  const { side, replaces } = ticket
  const rounded = (price: Price | null) =>
    price === null ? null : roundToTick(parts.market, price, side === 'buy' ? 'down' : 'up')
  const entry: OrderIntent = {
    ...plainIntent(ticket, parts.market),
    type,
    limitPrice: rounded(ticket.limitPrice),
    triggerPrice: rounded(ticket.triggerPrice) ?? startOfTrail(ticket, type, parts),
    trailingRate: ticket.trailingRate,
    timeInForce: ticket.timeInForce,
    postOnly: ticket.postOnly,
    link: replaces === null ? null : { groupId: replaces, role: 'replacement' },
  }
  return [entry, ...exitsOf(ticket, entry, parts)]
}

/** In the exchange's steps, never to the disadvantage of the one who wishes: what is reviewed is what is sent. */
function plainIntent(
  { intentId, symbol, side, quantity, limits }: OrderTicket,
  market: Market,
): OrderIntent {
  return {
    ...PLAIN_MARKET,
    intentId,
    botId: MANUAL_BOT,
    symbol,
    side,
    purpose: side === 'buy' ? 'enter' : 'exit',
    quantity: floorToStep(quantity, market.quantityStep),
    limits,
  }
}

/** Nothing where the exchange moves the level itself. */
function startOfTrail(
  { side, trailingRate }: OrderTicket,
  type: OrderType,
  { market, last, nativeTypes }: GroupParts,
): Price | null {
  if (trailingRate === null || last === undefined || nativeTypes.has(type)) return null
  return trailedTo(market, { side, trailingRate }, last)
}

/** They wait until the purchase has traded, or are there from the start where they protect what is held. */
function exitsOf(
  { stopPrice, targetPrice }: OrderTicket,
  leader: OrderIntent,
  { market, clientOrderId }: GroupParts,
): readonly OrderIntent[] {
  const groupId = clientOrderId(leader.intentId)
  const exit = (role: 'stop' | 'target', price: Price | null): readonly OrderIntent[] => {
    if (price === null) return []
    return [
      {
        ...leader,
        ...PLAIN_MARKET,
        intentId: protectiveId(leader.intentId, role),
        side: 'sell',
        purpose: 'exit',
        type: role === 'stop' ? 'stop' : 'take-profit',
        triggerPrice: roundToTick(market, price, 'up'),
        link: { groupId, role },
      },
    ]
  }
  return [...exit('stop', stopPrice), ...exit('target', targetPrice)]
}
