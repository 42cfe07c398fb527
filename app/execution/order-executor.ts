import { type ApprovedOrder, type Order, submittingOrder } from '../domain/order.ts'
import type { Clock } from '../ports/clock.ts'
import type { ExchangeClient } from '../ports/exchange-client.ts'
import type { LedgerStore } from '../ports/ledger-store.ts'
import { clientOrderId } from './client-order-id.ts'
import type { OrderTracker } from './order-tracker.ts'

/** An order that is on disk and has not been sent. */
export interface PreparedOrder {
  readonly approved: ApprovedOrder
  readonly order: Order
}

export interface ExecutorParts {
  readonly store: LedgerStore
  readonly tracker: OrderTracker
  readonly exchange: ExchangeClient
  readonly clock: Clock
}

/** Writes, then sends. */
export class OrderExecutor {
  readonly #store: LedgerStore
  readonly #tracker: OrderTracker
  readonly #exchange: ExchangeClient
  readonly #clock: Clock

  constructor(parts: ExecutorParts) {
    this.#store = parts.store
    this.#tracker = parts.tracker
    this.#exchange = parts.exchange
    this.#clock = parts.clock
  }

  /**
   * Intent, client order id and state `submitting` in one durable commit. Nothing when this intent was written down
   * before, so that it is never sent twice; throws, and nothing may be sent, when the store fails.
   */
  prepare(approved: ApprovedOrder): PreparedOrder | undefined {
    const order = submittingOrder(approved, clientOrderId(approved.intentId), this.#clock.now())
    if (!this.#store.insertOrder(order)) return undefined
    this.#tracker.track(order)
    return { approved, order }
  }

  /** Nothing is written between the commit and this. What becomes of it arrives as an order event. */
  send({ approved, order }: PreparedOrder): void {
    this.#exchange.submit({ order: approved, clientOrderId: order.clientOrderId })
  }

  cancel(order: Order): void {
    this.#exchange.cancel(order.clientOrderId)
  }
}
