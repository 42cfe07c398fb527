import { add, type Quantity, smaller, subtract, ZERO_QUANTITY } from '../../domain/amount.ts'
import { type Order, remainingQuantity, type Side } from '../../domain/order.ts'
import { workingKey } from '../../domain/working-order.ts'
import { isProtectiveStop } from '../../execution/waiting-orders.ts'
import type { BotRunner } from '../bot-runner.ts'
import type { SignalParts } from './place-signal.ts'

/** What is open of a bot's orders, and what that leaves. */
export interface WorkingStanding {
  /** By their keys; a key has one at a time. */
  readonly working: ReadonlyMap<string, Order>
  /** Sides of which something is on its way out: what it binds is not known until it is gone. */
  readonly leaving: ReadonlySet<Side>
  /** Of what the bot holds, what none of its orders is selling. */
  readonly free: Quantity
  /** All that the bot holds is being sold. */
  readonly isExiting: boolean
}

export function workingStanding(
  { tracker, portfolio }: Pick<SignalParts, 'tracker' | 'portfolio'>,
  { bot: { id, symbol }, market: { base } }: BotRunner,
): WorkingStanding {
  const working = new Map<string, Order>()
  const leaving = new Set<Side>()
  let selling: Quantity = ZERO_QUANTITY
  let isExiting = false
  for (const order of tracker.openOrders()) {
    const { intent, cancelRequestedAt } = order
    if (intent.botId !== id || intent.symbol !== symbol) continue
    const key = workingKey(id, intent.intentId)
    if (key !== undefined) working.set(key, order)
    else if (intent.purpose === 'exit' && !isProtectiveStop(order)) isExiting = true
    if (cancelRequestedAt !== null) leaving.add(intent.side)
    if (intent.side === 'sell') selling = add(selling, remainingQuantity(order))
  }
  const held = smaller(portfolio.position(id, symbol).quantity, portfolio.holding(base))
  return { working, leaving, free: subtract(held, selling), isExiting }
}

/** The working orders of a bot of which something may still come. */
export function workingOrdersOf(
  { tracker }: Pick<SignalParts, 'tracker'>,
  botId: string,
): readonly Order[] {
  const found: Order[] = []
  for (const order of tracker.openOrders()) {
    const { intent } = order
    if (intent.botId === botId && workingKey(botId, intent.intentId) !== undefined)
      found.push(order)
  }
  return found
}
