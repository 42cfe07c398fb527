import type { Balance } from '../matching/account.ts'
import { amountText } from '../matching/amount.ts'
import type { EngineEvent } from '../matching/event-log.ts'
import type { MatchingEngine } from '../matching/matching-engine.ts'
import { type Fill, type Order, remaining } from '../matching/order.ts'
import { fillIdText, orderIdText } from './order-ids.ts'
import { describeExecution, describeOrder, sideWord } from './order-words.ts'
import { describeWallet } from './wallet-words.ts'

/** What a private stream says, and under which topic. */
export interface PrivateEvent {
  readonly topic: 'order' | 'execution' | 'execution.fast' | 'wallet'
  readonly data: readonly object[]
}

/** What the private stream says about something that happened; nothing about prices. */
export function describePrivateEvents(
  event: EngineEvent,
  engine: MatchingEngine,
): readonly PrivateEvent[] {
  switch (event.kind) {
    case 'order':
      return [...executions(event.fill, event.order), ...orderUpdates(event, engine)]
    case 'balances':
      return [wallet(event.balances)]
    default:
      return []
  }
}

function executions(fill: Fill | null, order: Order): readonly PrivateEvent[] {
  if (!fill) return []
  const whole = { category: 'spot', ...describeExecution(fill, order, remaining(order)) }
  return [
    { topic: 'execution.fast', data: [fastExecution(fill, order)] },
    { topic: 'execution', data: [whole] },
  ]
}

/** It knows no fee. */
function fastExecution(fill: Fill, order: Order): object {
  return {
    category: 'spot',
    symbol: fill.symbol,
    execId: fillIdText(fill.id),
    execPrice: amountText(fill.price),
    execQty: amountText(fill.quantity),
    orderId: orderIdText(order.id),
    isMaker: fill.maker,
    orderLinkId: order.clientOrderId,
    side: sideWord(fill),
    execTime: String(fill.time),
    seq: fill.id,
  }
}

/** For a moment a conditional order is "Triggered", before it is "New" under the same id. */
function orderUpdates(
  { execution, order }: Extract<EngineEvent, { kind: 'order' }>,
  engine: MatchingEngine,
): readonly PrivateEvent[] {
  const fills = engine.state.orders.fillsOf(order.id)
  const told = { category: 'spot', ...describeOrder(order, fills) }
  const update: PrivateEvent = { topic: 'order', data: [told] }
  if (execution !== 'triggered' || order.successorId !== null) return [update]
  return [{ topic: 'order', data: [{ ...told, orderStatus: 'Triggered' }] }, update]
}

function wallet(balances: readonly Balance[]): PrivateEvent {
  return { topic: 'wallet', data: [describeWallet(balances)] }
}
