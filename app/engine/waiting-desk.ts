import { type Quantity, subtract, ZERO_QUANTITY } from '../domain/amount.ts'
import type { Candle } from '../domain/candle.ts'
import { type Order, remainingQuantity } from '../domain/order.ts'
import { judgeWaiting, type PriceRange, type Surroundings } from '../execution/waiting-orders.ts'
import type { ExchangeTraits } from '../ports/exchange-client.ts'
import type { OrderDesk } from './order-desk.ts'
import type { Portfolio } from './portfolio.ts'

export interface WaitingParts {
  readonly desk: OrderDesk
  readonly portfolio: Portfolio
  readonly traits: ExchangeTraits
  /** Why nothing new may be risked on this symbol now, or nothing. */
  readonly blockedEntry: (symbol: string) => string | undefined
  /** False while our record may be wrong: what it says is held may have been sold by an order of the last run. */
  readonly isReconciled: () => boolean
}

/** Orders that wait here for a price or for another order: looked at whenever one of these has changed. */
export class WaitingDesk {
  readonly #parts: WaitingParts
  #range: (PriceRange & { readonly symbol: string; readonly since: number }) | undefined

  constructor(parts: WaitingParts) {
    this.#parts = parts
  }

  /** What a market has touched while a candle lasted. */
  candleSeen(symbol: string, { openTime: since, low, high }: Candle): void {
    if (!this.#parts.desk.tracker.hasWaiting) return
    this.#range = { symbol, since, low, high }
    this.look()
    this.#range = undefined
  }

  look(): void {
    const { tracker } = this.#parts.desk
    if (!tracker.hasWaiting) return
    for (const order of [...tracker.openOrders()]) {
      if (order.state === 'waiting') this.#decide(order)
    }
  }

  #decide(order: Order): void {
    const { desk } = this.#parts
    const verdict = judgeWaiting(order, this.#around(order))
    switch (verdict.kind) {
      case 'wait':
        return
      case 'drop':
        return desk.cancel(order, verdict.reason)
      case 'take-back':
        for (const other of verdict.orders) desk.takeBack(other, 'another takes its place')
        return
      case 'send':
        return this.#send(order, verdict.quantity)
    }
  }

  #send(order: Order, quantity: Quantity): void {
    const { desk, blockedEntry, isReconciled } = this.#parts
    const { purpose, symbol } = order.intent
    if (!isReconciled()) return
    if (purpose === 'enter' && blockedEntry(symbol) !== undefined) return
    const released = desk.executor.release(order, quantity)
    if (released.ok) desk.announceSent(released.value)
    else desk.cancel(order, released.error)
  }

  #around(order: Order): Surroundings {
    const { desk, traits } = this.#parts
    const { link } = order.intent
    return {
      prices: this.#pricesFor(order),
      leader: link === null ? undefined : desk.findOrder(link.groupId),
      siblings: [...desk.openOrders()].filter(
        (other) => other !== order && isSibling(other, order),
      ),
      held: this.#held(order),
      nativeTypes: traits.nativeTypes,
    }
  }

  /** What the market did before there was the order is none of its business. */
  #pricesFor({ intent: { symbol }, createdAt }: Order): PriceRange | undefined {
    const range = this.#range
    if (range?.symbol === symbol && range.since >= createdAt) return range
    const last = this.#parts.portfolio.mark(symbol)
    return last === undefined ? undefined : { low: last, high: last }
  }

  /** What the order's owner holds, less what others of its orders are selling; a group sells the same thing once. */
  #held(order: Order): Quantity {
    const { desk, portfolio } = this.#parts
    const { botId, symbol } = order.intent
    let held = portfolio.position(botId, symbol).quantity
    for (const other of desk.openOrders()) {
      const { intent, state } = other
      if (other === order || state === 'waiting' || intent.side !== 'sell') continue
      if (intent.botId !== botId || intent.symbol !== symbol) continue
      if (!isSibling(other, order) && other.clientOrderId !== order.intent.link?.groupId) {
        held = subtract(held, remainingQuantity(other))
      }
    }
    return held > 0 ? held : ZERO_QUANTITY
  }
}

/** In the same group, and not at its head. */
function isSibling(other: Order, { intent: { link } }: Order): boolean {
  return link !== null && other.intent.link?.groupId === link.groupId
}
