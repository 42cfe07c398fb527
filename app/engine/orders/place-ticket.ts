import { MANUAL_BOT } from '../../contract/manual-bot.ts'
import type { TicketType } from '../../contract/ticket-types.ts'
import {
  add,
  formatAmount,
  larger,
  type Quantity,
  type Rate,
  subtract,
  ZERO_QUANTITY,
} from '../../domain/amount.ts'
import { assert } from '../../domain/assert.ts'
import type { AuditActor, AuditEntry } from '../../domain/audit-entry.ts'
import type { Refusal } from '../../domain/decision.ts'
import type { Market } from '../../domain/market.ts'
import {
  type ApprovedOrder,
  isFinished,
  type Order,
  type OrderIntent,
  type Side,
  type TimeInForce,
} from '../../domain/order.ts'
import { formatPrice, type Price } from '../../domain/price.ts'
import type { OrderLimits } from '../../domain/risk-limits.ts'
import { isReached, isWatchedHere } from '../../execution/waiting-orders.ts'
import type { RiskContext } from '../../risk/risk-rule.ts'
import { cashMissing } from './cash-missing.ts'
import { orderLimitsText } from './order-limits-text.ts'
import { otherTerms } from './other-terms.ts'
import type { SignalParts } from './place-signal.ts'
import { promisedQuantity, sellingNow } from './promised-quantity.ts'
import { ordersBeside, riskContext } from './risk-context.ts'
import { type Group, protectiveId, ticketGroup } from './ticket-group.ts'

export { MANUAL_BOT }

/** An order that a person wants. */
export interface OrderTicket {
  readonly intentId: string
  readonly symbol: string
  readonly side: Side
  readonly type: TicketType
  readonly quantity: Quantity
  readonly limitPrice: Price | null
  readonly triggerPrice: Price | null
  readonly timeInForce: TimeInForce
  readonly postOnly: boolean
  /** Of a trailing stop: how far it stays behind the best price. */
  readonly trailingRate: Rate | null
  /** Where what a purchase bought is sold again, or what is held in a pair, at a loss and at a profit. */
  readonly stopPrice: Price | null
  readonly targetPrice: Price | null
  /** Client order id of the order whose place it takes once that is out of the way. */
  readonly replaces: string | null
  /** Of this order alone; null where nobody set any. */
  readonly limits: OrderLimits | null
}

/** sent: written down and on its way; what becomes of it follows. repeated: a wish was written down under this id before. */
export type TicketAnswer =
  | { readonly kind: 'sent'; readonly order: Order }
  /** Called refused it must not be, for it may trade; where it was wished for otherwise then, that is said. */
  | { readonly kind: 'repeated'; readonly order: Order; readonly otherTerms: string | undefined }
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  /** The ledger could not be read or written, so that nobody knows whether this wish was made before. */
  | { readonly kind: 'failed'; readonly error: unknown }

export interface TicketTerms {
  /** Why nothing may be sent now, or nothing. */
  readonly blocked: string | undefined
  /** Through which way in it was asked for. */
  readonly actor: AuditActor
}

/** Check → review → prepare → send: the same path as a bot's order, but the size is given. */
export function placeTicket(
  parts: SignalParts,
  ticket: OrderTicket,
  { blocked, actor }: TicketTerms,
): TicketAnswer {
  if (!idsOf(ticket).every((id) => parts.executor.takes(id))) {
    return refusedTicket('intent-id', 'an intent id is made of a few letters, digits and dashes')
  }
  const before = parts.tracker.find(parts.executor.clientOrderId(ticket.intentId))
  if (before) return repeatedTicket(parts, ticket, before)
  if (blocked !== undefined) return refusedTicket('trading-state', blocked)
  const market = parts.markets.find(ticket.symbol)
  if (market === undefined) {
    return refusedTicket('allowed-symbols', `${ticket.symbol} is not traded in this account`)
  }
  const last = parts.portfolio.mark(ticket.symbol)
  const group = groupOf(parts, ticket, market)
  const [intent] = group
  const irreplaceable = replacementFault(parts, intent)
  if (irreplaceable !== undefined) return refusedTicket('replaced-order', irreplaceable)
  const context = riskContext(parts, intent)
  if (context === undefined) {
    return refusedTicket('market-price', `no price of ${ticket.symbol} is known`)
  }
  const misplaced = exitFault(group, last, context.price) ?? watchFault(parts, group, last)
  if (misplaced !== undefined) return refusedTicket('trigger-price', misplaced)
  const unfunded =
    intent.side === 'buy'
      ? cashMissing(intent, context)
      : holdingMissing(parts, ticket.type, intent, context)
  if (unfunded !== undefined) return refusedTicket('sufficient-balance', unfunded)
  const approved: ApprovedOrder[] = []
  for (const one of group) {
    const review = parts.risk.review(one, {
      ...context,
      price: one.limitPrice ?? one.triggerPrice ?? context.price,
      hasStop: ticket.stopPrice !== null,
      orders: group.length,
    })
    if (review.kind === 'refused') {
      logRefusal(parts, one, review.refusals)
      return { kind: 'refused', refusals: review.refusals }
    }
    approved.push(review.order)
  }
  const answer = sendGroup(parts, approved, placedEntry(parts, intent, actor))
  if (answer.kind === 'sent') logSent(parts, intent)
  return answer
}

function groupOf(parts: SignalParts, ticket: OrderTicket, market: Market): Group {
  const { executor, nativeTypes, portfolio } = parts
  return ticketGroup(ticket, {
    market,
    last: portfolio.mark(ticket.symbol),
    nativeTypes,
    clientOrderId: (id) => executor.clientOrderId(id),
  })
}

/** What became of the order is told in any case: the exchange may round today otherwise than it did then. */
function repeatedTicket(parts: SignalParts, ticket: OrderTicket, order: Order): TicketAnswer {
  return { kind: 'repeated', order, otherTerms: differenceTo(parts, ticket, order) }
}

function differenceTo(parts: SignalParts, ticket: OrderTicket, before: Order): string | undefined {
  const { tracker, executor, markets } = parts
  const market = markets.find(before.intent.symbol)
  if (market === undefined) return undefined
  const [first, ...exits] = groupOf(parts, ticket, market)
  const missing = exits.find(({ intentId }) => !tracker.find(executor.clientOrderId(intentId)))
  return missing === undefined
    ? otherTerms(first, before, market)
    : `it is the id of an order without a ${missing.link?.role}`
}

function idsOf({ intentId, stopPrice, targetPrice }: OrderTicket): readonly string[] {
  return stopPrice === null && targetPrice === null
    ? [intentId]
    : [intentId, protectiveId(intentId, 'stop')]
}

/** Why the order that this one is to replace cannot be, or nothing. */
function replacementFault({ tracker }: SignalParts, intent: OrderIntent): string | undefined {
  if (intent.link?.role !== 'replacement') return undefined
  const { groupId } = intent.link
  const replaced = tracker.find(groupId)
  if (replaced === undefined) return 'there is no such order'
  if (isFinished(replaced)) return `it is ${replaced.state} already`
  const { botId, symbol, side, link } = replaced.intent
  if (botId !== intent.botId) return 'it is not yours but a bot’s'
  if (symbol !== intent.symbol || side !== intent.side) return 'it is of another kind'
  if (link !== null && link.role !== 'replacement') {
    return 'it protects a purchase: cancel it and place another one'
  }
  const isTaken = [...tracker.openOrders()].some(
    (other) => other.intent.link?.role === 'replacement' && other.intent.link.groupId === groupId,
  )
  return isTaken ? 'it is being replaced already' : undefined
}

/** Why a stop or a target cannot be where it is wished, or nothing. */
function exitFault(
  [first, ...others]: Group,
  last: Price | undefined,
  atEntry: Price,
): string | undefined {
  const isPair = first.purpose === 'exit' && others.length > 0
  const [price, name] = isPair ? [last, 'the last price'] : [atEntry, 'the price of the purchase']
  if (price === undefined) return 'no price is known to hold the stop and the target against'
  for (const { link, triggerPrice } of isPair ? [first, ...others] : others) {
    if (link?.role === 'stop' && (triggerPrice ?? 0) >= price) {
      return `the stop has to be below ${name}`
    }
    if (link?.role === 'target' && (triggerPrice ?? 0) <= price) {
      return `the target has to be above ${name}`
    }
  }
  return undefined
}

/** Why a price cannot be waited for here, or nothing. */
function watchFault(
  { nativeTypes, market }: SignalParts,
  group: Group,
  last: Price | undefined,
): string | undefined {
  const [first] = group
  if (!group.some((one) => isWatchedHere(one, nativeTypes))) return undefined
  if (first.symbol !== market.symbol) {
    return `only ${market.symbol} is watched here, and the exchange does not watch such a price`
  }
  if (!isWatchedHere(first, nativeTypes)) return undefined
  if (first.type === 'trailing-stop' && last === undefined) return 'no price is known to start from'
  const isPast = last !== undefined && isReached(first, { low: last, high: last })
  return isPast ? 'the price is there already' : undefined
}

function placedEntry(
  { executor, markets }: SignalParts,
  { intentId, symbol, side, type, quantity, limitPrice, triggerPrice }: OrderIntent,
  actor: AuditActor,
): Omit<AuditEntry, 'time'> {
  const at = [limitPrice, triggerPrice]
    .filter((price) => price !== null)
    .map((price) => formatPrice(markets.get(symbol), price))
    .join(', trigger ')
  const size = `${side} ${formatAmount(quantity)} ${symbol}`
  return {
    actor,
    action: 'order placed',
    subject: `order: ${executor.clientOrderId(intentId)}`,
    detail: `${size}, ${type}${at === '' ? '' : ` at ${at}`}`,
  }
}

/** What the exchange watches itself is sent; what waits for a price or for another order is watched here. */
function sendGroup(
  parts: SignalParts,
  approved: readonly ApprovedOrder[],
  entry: Omit<AuditEntry, 'time'>,
): TicketAnswer {
  const { executor, nativeTypes, announce, audit } = parts
  const group = approved.map((order) => ({
    approved: order,
    waits: order.link !== null || isWatchedHere(order, nativeTypes),
  }))
  const prepared = executor.prepareGroup(group, (write) => audit.append(entry, write))
  if (!prepared.ok) {
    const { error } = prepared
    return refusedTicket('exchange', error.kind === 'refused' ? error.reason : 'it was sent before')
  }
  for (const one of prepared.value) {
    if (one.order.state === 'submitting') executor.send(one)
    announce(one.order)
  }
  const [first] = prepared.value
  assert(first !== undefined, 'a group has a first order')
  return { kind: 'sent', order: first.order }
}

/**
 * A sale may take what the account holds and no bot does, less what is being sold by hand already. A stop with a target may
 * not be for what others wait to sell, either: both would sell it.
 */
function holdingMissing(
  { portfolio, tracker, markets }: SignalParts,
  type: TicketType,
  intent: OrderIntent,
  { market: { base }, traded }: RiskContext,
): string | undefined {
  const quantity = subtract(intent.quantity, traded)
  const others = ordersBeside(tracker.openOrders(), intent)
  const sales = [...others].filter(
    (order) => isSaleByHand(order) && markets.get(order.intent.symbol).base === base,
  )
  const selling = type === 'oco' ? promisedQuantity(sales, tracker) : sellingNow(sales)
  const taken = add(portfolio.heldByOthers(MANUAL_BOT, base), selling)
  const free = larger(subtract(portfolio.freeHolding(base), taken), ZERO_QUANTITY)
  if (quantity <= free) return undefined
  const whose = type === 'oco' ? 'are for no other sale by hand' : 'can be sold by hand'
  return `${formatAmount(free)} ${base} ${whose}, ${formatAmount(quantity)} were asked for`
}

function isSaleByHand({ intent: { botId, side } }: Order): boolean {
  return botId === MANUAL_BOT && side === 'sell'
}

/** As with a bot's order: why it did not can be read later. */
function logRefusal(
  { log, now }: SignalParts,
  intent: OrderIntent,
  refusals: readonly Refusal[],
): void {
  log({
    time: now(),
    botId: MANUAL_BOT,
    kind: 'refused',
    reason: wishWords(intent),
    detail: () => refusals.map(({ rule, message }) => `${rule}: ${message}`).join('; '),
    intentId: null,
  })
}

function logSent({ log, now }: SignalParts, intent: OrderIntent): void {
  log({
    time: now(),
    botId: MANUAL_BOT,
    kind: intent.purpose,
    reason: wishWords(intent),
    detail: () => orderLimitsText(intent.limits),
    intentId: intent.intentId,
  })
}

function wishWords({ side, quantity, symbol }: OrderIntent): string {
  return `an order by hand to ${side} ${formatAmount(quantity)} on ${symbol}`
}

export function refusedTicket(rule: string, message: string): TicketAnswer {
  return { kind: 'refused', refusals: [{ rule, message }] }
}
