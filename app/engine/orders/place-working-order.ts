import {
  add,
  floorToStep,
  larger,
  type Quantity,
  rateFromFactor,
  smaller,
  ZERO_MONEY,
  ZERO_QUANTITY,
} from '../../domain/amount.ts'
import type { Reason, Refusal } from '../../domain/decision.ts'
import { type ApprovedOrder, type OrderIntent, PLAIN_MARKET } from '../../domain/order.ts'
import { formatPrice } from '../../domain/price.ts'
import {
  type WantedOrder,
  type WantedPurchase,
  type WantedSale,
  wantedPrice,
  workingIntentId,
} from '../../domain/working-order.ts'
import type { RiskContext } from '../../risk/risk-rule.ts'
import type { BudgetPart } from '../../risk/sizing/size-part.ts'
import type { BotRunner } from '../bot-runner.ts'
import { pendingQuantity } from '../portfolio.ts'
import { entrySize } from './entry-size.ts'
import type { SignalParts } from './place-signal.ts'
import { riskContext } from './risk-context.ts'

export interface WorkingRequest {
  readonly runner: BotRunner
  readonly order: WantedOrder
  /** Of what the bot holds, what none of its orders is selling. */
  readonly free: Quantity
  /** Of the candle that it was decided on. */
  readonly openTime: number
  readonly reason: Reason
}

export type Placing =
  /** Or placed before, at the same candle. */
  | { readonly kind: 'placed' }
  /** All that there is to sell is being sold. */
  | { readonly kind: 'nothing-free' }
  | {
      readonly kind: 'refused'
      readonly refusals: readonly Refusal[]
      readonly detail: () => string
    }

interface Sized {
  readonly intent: OrderIntent
  readonly context: RiskContext
  readonly arithmetic: () => string
}

/** Size → review → prepare → send, as for every order. */
export function placeWorkingOrder(parts: SignalParts, request: WorkingRequest): Placing {
  const { runner, order, openTime } = request
  const unsized: OrderIntent = {
    ...PLAIN_MARKET,
    intentId: workingIntentId(runner.bot.id, order.key, openTime),
    botId: runner.bot.id,
    symbol: runner.bot.symbol,
    side: order.side,
    purpose: order.side === 'buy' ? 'enter' : 'exit',
    type: order.price === null ? 'market' : 'limit',
    limitPrice: wantedPrice(runner.market, order),
    postOnly: order.postOnly ?? false,
    quantity: ZERO_QUANTITY,
  }
  const context = riskContext(parts, unsized)
  if (context === undefined) return { kind: 'nothing-free' }
  if (order.side === 'sell') {
    const quantity = saleQuantity(parts, request, order)
    if (quantity <= 0) return { kind: 'nothing-free' }
    return reviewed(parts, request, { intent: { ...unsized, quantity }, context, arithmetic: held })
  }
  const size = entrySize(runner, context, partOf(parts, runner, order))
  if (!size.ok)
    return refused([{ rule: 'sizing', message: size.error }], orderWords(unsized, runner))
  const { quantity, arithmetic } = size.value
  return reviewed(parts, request, { intent: { ...unsized, quantity }, context, arithmetic })
}

/** In the exchange's steps, what a sale is for. */
export function wantedSale(
  { portfolio }: SignalParts,
  { bot: { id, symbol }, market }: BotRunner,
  { key, of }: WantedSale,
): Quantity {
  const { quantity } =
    of === 'key' ? portfolio.lot(id, symbol, key) : portfolio.position(id, symbol)
  return floorToStep(larger(quantity, ZERO_QUANTITY), market.quantityStep)
}

function saleQuantity(parts: SignalParts, { runner, free }: WorkingRequest, order: WantedSale) {
  const most = floorToStep(larger(free, ZERO_QUANTITY), runner.market.quantityStep)
  return smaller(wantedSale(parts, runner, order), most)
}

function held(): string {
  return 'what was bought for it'
}

/** What the budget has paid for, and what open purchases may still take of it. */
function partOf(
  { portfolio, tracker, costRate }: SignalParts,
  { bot: { id, symbol }, market }: BotRunner,
  { key, share }: WantedPurchase,
): BudgetPart {
  const { cost, quantity } = portfolio.position(id, symbol)
  const own = [...tracker.openOrders()].filter(({ intent }) => intent.botId === id)
  return {
    share: rateFromFactor(share),
    held: portfolio.lot(id, symbol, key).quantity,
    takenMoney: add(larger(cost, ZERO_MONEY), portfolio.reservedCash(own, market.quote, costRate)),
    takenQuantity: add(
      larger(quantity, ZERO_QUANTITY),
      pendingQuantity(own, { botId: id, symbol }, 'buy'),
    ),
  }
}

function reviewed(parts: SignalParts, { runner, reason }: WorkingRequest, sized: Sized): Placing {
  const { intent, context, arithmetic } = sized
  const words = `${orderWords(intent, runner)}, ${arithmetic()}`
  const review = parts.risk.review(intent, context)
  if (review.kind === 'refused') return refused(review.refusals, words)
  const failure = send(parts, review.order)
  if (failure === 'repeated') return { kind: 'placed' }
  if (failure !== undefined) return refused([{ rule: 'exchange', message: failure }], words)
  parts.log({
    time: parts.now(),
    botId: intent.botId,
    kind: intent.purpose,
    reason: reason.text,
    detail: () => words,
    intentId: intent.intentId,
  })
  return { kind: 'placed' }
}

/** Why it was not sent, or nothing. */
function send({ executor, announce }: SignalParts, approved: ApprovedOrder): string | undefined {
  const prepared = executor.prepare(approved)
  if (!prepared.ok) return prepared.error.kind === 'repeated' ? 'repeated' : prepared.error.reason
  executor.send(prepared.value)
  announce(prepared.value.order)
  return undefined
}

function orderWords({ side, limitPrice, postOnly }: OrderIntent, { market }: BotRunner): string {
  if (limitPrice === null) return `${side} at the market`
  const how = postOnly ? ', post-only' : ''
  return `${side} at ${formatPrice(market, limitPrice)} or better${how}`
}

function refused(refusals: readonly Refusal[], words: string): Placing {
  const reasons = refusals.map(({ rule, message }) => `${rule}: ${message}`).join('; ')
  return { kind: 'refused', refusals, detail: () => `${reasons} (${words})` }
}
