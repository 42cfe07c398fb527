import { MANUAL_BOT } from '../../contract/manual-bot.ts'
import { formatAmount, type Quantity, ZERO_QUANTITY } from '../../domain/amount.ts'
import type { Refusal } from '../../domain/decision.ts'
import type { Order, OrderIntent } from '../../domain/order.ts'
import { withoutTrigger } from '../../execution/waiting-orders.ts'
import { cashMissing } from './cash-missing.ts'
import type { SignalParts } from './place-signal.ts'
import { riskContext } from './risk-context.ts'

/** How much of an order that has waited is sent now, and whether because its price was there. */
export interface Release {
  readonly quantity: Quantity
  readonly isReached: boolean
}

/**
 * Why an entry that has waited is not sent after all, or nothing. It was reviewed when it was written down; since then
 * prices, the book, limits and what is held have become others.
 */
export function refusedAtRelease(
  parts: SignalParts,
  { intent, clientOrderId }: Order,
  { quantity, isReached }: Release,
): string | undefined {
  const entry = { ...(isReached ? withoutTrigger(intent) : intent), quantity }
  const refusals = refusalsOf(parts, entry, clientOrderId)
  if (refusals.length === 0) return undefined
  const words = refusals.map(({ rule, message }) => `${rule}: ${message}`).join('; ')
  parts.log({
    time: parts.now(),
    botId: intent.botId,
    kind: 'refused',
    reason: `an order that waited to ${intent.side} ${formatAmount(quantity)} on ${intent.symbol}`,
    detail: () => words,
    intentId: intent.intentId,
  })
  return words
}

function refusalsOf(
  parts: SignalParts,
  entry: OrderIntent,
  clientOrderId: string,
): readonly Refusal[] {
  const known = riskContext(parts, entry)
  if (known === undefined) {
    return [{ rule: 'market-price', message: `no price of ${entry.symbol} is known` }]
  }
  const hasStop = entry.botId === MANUAL_BOT ? hasStopBeside(parts, clientOrderId) : known.hasStop
  // What the replaced order has traded is taken off already.
  const context = { ...known, traded: ZERO_QUANTITY, hasStop }
  const review = parts.risk.review(entry, context)
  const refusals = review.kind === 'refused' ? [...review.refusals] : []
  const unfunded = cashMissing(entry, context)
  if (unfunded !== undefined) refusals.push({ rule: 'sufficient-balance', message: unfunded })
  return refusals
}

/** Of the hand's orders, what waits beside them says it. */
function hasStopBeside({ tracker }: SignalParts, clientOrderId: string): boolean {
  for (const { intent } of tracker.openOrders()) {
    if (intent.link?.groupId === clientOrderId && intent.link.role === 'stop') return true
  }
  return false
}
