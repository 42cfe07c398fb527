import {
  add,
  floorToStep,
  type Quantity,
  type Rate,
  smaller,
  subtract,
  ZERO_QUANTITY,
} from '../../domain/amount.ts'
import { assert } from '../../domain/assert.ts'
import type { Bot } from '../../domain/bot.ts'
import type { Candle } from '../../domain/candle.ts'
import type { DecisionRecord, Reason, Refusal, Signal } from '../../domain/decision.ts'
import type { Market } from '../../domain/market.ts'
import type { MarketBook } from '../../domain/market-book.ts'
import type { ApprovedOrder, Order, OrderIntent } from '../../domain/order.ts'
import type { OrderBook } from '../../domain/order-book.ts'
import { mapResult, type Result } from '../../domain/result.ts'
import { intentId } from '../../execution/client-order-id.ts'
import type { ReliableOrderExecutor, Unprepared } from '../../execution/order-executor.ts'
import type { OrderTracker } from '../../execution/order-tracker.ts'
import { isProtectiveStop } from '../../execution/waiting-orders.ts'
import type { AuditLog } from '../../ports/audit-log.ts'
import type { ExchangeTraits } from '../../ports/exchange-client.ts'
import type { RiskEngine } from '../../risk/risk-engine.ts'
import type { RiskContext } from '../../risk/risk-rule.ts'
import type { EntrySize } from '../../risk/sizing/size-entry.ts'
import { isStopHit } from '../../strategy/exits.ts'
import type { BotRunner } from '../bot-runner.ts'
import type { LimitBook } from '../guard/limit-book.ts'
import { type Portfolio, pendingQuantity } from '../portfolio.ts'
import { entrySize } from './entry-size.ts'
import { marketIntent } from './market-intent.ts'
import type { RecentOrders } from './recent-orders.ts'
import { riskContext } from './risk-context.ts'

/** What it takes to turn a decision into an order. */
export interface SignalParts {
  /** Of the candles that the bots decide on. */
  readonly market: Market
  readonly markets: MarketBook
  readonly runners: readonly BotRunner[]
  readonly portfolio: Portfolio
  readonly tracker: OrderTracker
  readonly executor: ReliableOrderExecutor
  /** What the exchange watches itself. */
  readonly nativeTypes: ExchangeTraits['nativeTypes']
  /** The newest book of a market that is known, if one is. */
  readonly readBook: (symbol: string) => OrderBook | undefined
  readonly risk: RiskEngine
  readonly limits: LimitBook
  readonly recent: RecentOrders
  /** What the exchange takes at most on top of a purchase. */
  readonly costRate: Rate
  readonly audit: AuditLog
  readonly log: (record: DecisionRecord) => void
  readonly announce: (order: Order) => void
  readonly cancel: (order: Order, reason: string) => void
  readonly now: () => number
}

const NO_ORDERS: readonly Order[] = []

export interface Sized {
  readonly intent: OrderIntent
  readonly context: RiskContext
  readonly arithmetic: () => string
}

/** Size → review → prepare → send. Every end of this path leaves a line in the decision log. */
export function placeSignal(
  parts: SignalParts,
  runner: BotRunner,
  decision: Signal,
  candle: Candle,
): void {
  assert(decision.kind !== 'nothing', 'there is nothing to place')
  const kind = isStopHit(decision) ? 'stop' : decision.kind
  const id = intentId(runner.bot.id, candle.openTime, kind)
  const sized =
    decision.kind === 'enter' ? sizeEntry(parts, runner, decision, id) : sizeExit(parts, runner, id)
  if (sized === undefined) return
  const refusals = placeSized(parts, runner, decision.reason, sized)
  if (refusals.length > 0) logRefusal(parts, runner, decision.reason, refusals, sized)
}

export function logRefusal(
  parts: Pick<SignalParts, 'log' | 'now'>,
  runner: BotRunner,
  reason: Reason,
  refusals: readonly Refusal[],
  sized?: Sized,
): void {
  parts.log({
    time: parts.now(),
    botId: runner.bot.id,
    kind: 'refused',
    reason: reason.text,
    detail: () => refused(refusals, sized),
    intentId: null,
  })
}

/** Review → prepare → send. Why it was not sent; nothing where it was, now or before. */
export function placeSized(
  parts: SignalParts,
  runner: BotRunner,
  reason: Reason,
  sized: Sized,
): readonly Refusal[] {
  const review = parts.risk.review(sized.intent, sized.context)
  if (review.kind === 'refused') return review.refusals
  const approved = review.order
  const sent = sendOrWait(parts, approved)
  if (!sent.ok) {
    if (sent.error.kind === 'repeated') return []
    return [{ rule: 'exchange', message: sent.error.reason }]
  }
  parts.announce(sent.value)
  const indicators = runner.indicators()
  parts.log({
    time: parts.now(),
    botId: runner.bot.id,
    kind: approved.purpose,
    reason: reason.text,
    detail: () => `${indicators()} · ${sized.arithmetic()}`,
    intentId: approved.intentId,
  })
  return []
}

/** An order that takes the place of another waits until that one is out of the way. */
function sendOrWait({ executor }: SignalParts, approved: ApprovedOrder): Result<Order, Unprepared> {
  if (approved.link !== null) {
    const waiting = executor.prepareGroup([{ approved, waits: true }])
    return mapResult(waiting, ([first]) => {
      assert(first !== undefined, 'a group of one has one order')
      return first.order
    })
  }
  const prepared = executor.prepare(approved)
  if (prepared.ok) executor.send(prepared.value)
  return mapResult(prepared, ({ order }) => order)
}

/** What a bot would buy at the last price; nothing while none is known. */
export function wouldBuy(
  parts: SignalParts,
  runner: BotRunner,
): Result<EntrySize, string> | undefined {
  const context = riskContext(parts, runner.purchase)
  return context && entrySize(runner, context)
}

/** Nothing where the size cannot be told, which leaves its reason in the decision log. */
function sizeEntry(
  parts: SignalParts,
  runner: BotRunner,
  decision: Signal,
  id: string,
): Sized | undefined {
  const context = contextOf(parts, runner.purchase)
  const size = entrySize(runner, context)
  if (size.ok) {
    const { quantity, funds, arithmetic } = size.value
    const intent = marketIntent(runner.bot, { intentId: id, purpose: 'enter', quantity, funds })
    return { intent, context, arithmetic }
  }
  const refusals = [{ rule: 'sizing', message: size.error }]
  logRefusal(parts, runner, decision.reason, refusals)
  return undefined
}

/**
 * All that the bot holds and is not selling yet, or no more than a part of it; nothing when all of it is being sold.
 * Purchases that still wait are taken back first; a stop at the exchange binds what is to be sold, so the order waits until
 * it has made way.
 */
export function sizeExit(
  parts: SignalParts,
  runner: BotRunner,
  id: string,
  part?: Quantity,
): Sized | undefined {
  const { tracker, portfolio, cancel } = parts
  const { id: botId, symbol } = runner.bot
  const own = openOrdersOf(tracker, runner.bot)
  for (const order of own) if (order.intent.side === 'buy') cancel(order, 'the bot exits')
  const stop = own.find(isProtectiveStop)
  const others = stop === undefined ? own : own.filter((order) => !isProtectiveStop(order))
  const held = portfolio.position(botId, symbol).quantity
  const selling = pendingQuantity(others, { botId, symbol }, 'sell')
  if (selling > 0 && selling >= held) return undefined
  const left = floorToStep(subtract(held, selling), runner.market.quantityStep)
  // What replaces an order is for the whole of it, with what that has traded.
  const quantity = add(smaller(part ?? left, left), stop?.filledQuantity ?? ZERO_QUANTITY)
  const link = stop ? ({ groupId: stop.clientOrderId, role: 'replacement' } as const) : null
  const intent = marketIntent(runner.bot, { intentId: id, purpose: 'exit', quantity, link })
  const arithmetic = part === undefined ? allThatIsHeld : partOfWhatIsHeld
  return { intent, context: contextOf(parts, intent), arithmetic }
}

function allThatIsHeld(): string {
  return 'all that the bot holds'
}

function partOfWhatIsHeld(): string {
  return 'a part of what it holds'
}

function openOrdersOf(tracker: OrderTracker, { id, symbol }: Bot): readonly Order[] {
  if (tracker.openCount === 0) return NO_ORDERS
  return tracker
    .openOrders()
    .filter(({ intent }) => intent.botId === id && intent.symbol === symbol)
}

export function contextOf(parts: SignalParts, intent: OrderIntent): RiskContext {
  const context = riskContext(parts, intent)
  assert(context !== undefined, 'no review before the first price')
  return context
}

function refused(refusals: readonly Refusal[], sized: Sized | undefined): string {
  const reasons = refusals.map(({ rule, message }) => `${rule}: ${message}`).join('; ')
  return sized ? `${reasons} (${sized.arithmetic()})` : reasons
}
