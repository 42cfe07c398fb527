import { isFinished, nextOrder, type Order, type OrderEvent } from '../domain/order.ts'
import type { LedgerStore } from '../ports/ledger-store.ts'

/** Knows the open orders. `apply` is the only place where an order changes state. */
export class OrderTracker {
  readonly #store: LedgerStore
  readonly #open = new Map<string, Order>()

  constructor(store: LedgerStore) {
    this.#store = store
  }

  /** Takes up an order that is already in the store. */
  track(order: Order): void {
    this.#open.set(order.clientOrderId, order)
  }

  get openCount(): number {
    return this.#open.size
  }

  openOrders(): IterableIterator<Order> {
    return this.#open.values()
  }

  /**
   * Stores and returns the order after an event, a fill together with it. Nothing, and nothing stored, when the event
   * tells nothing new or is about an order that is not ours.
   */
  apply(event: OrderEvent): Order | undefined {
    const order = this.#open.get(event.clientOrderId) ?? this.#store.loadOrder(event.clientOrderId)
    if (!order) return undefined
    const next = nextOrder(order, event)
    if (next === order || !this.#persist(event, next)) return undefined
    if (isFinished(next)) this.#open.delete(next.clientOrderId)
    else this.#open.set(next.clientOrderId, next)
    return next
  }

  #persist(event: OrderEvent, order: Order): boolean {
    if (event.kind === 'fill') return this.#store.bookFill(event.fill, order)
    this.#store.updateOrder(order)
    return true
  }
}
