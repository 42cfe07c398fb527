import type { Execution, Fill, OrderName } from '../domain/fill.ts'
import { isSettled, nextOrder, type Order, type OrderEvent } from '../domain/order.ts'
import { OrderList } from '../domain/order-list.ts'
import type { LedgerStore } from '../ports/ledger-store.ts'

/** Knows the orders of which something may still come. `apply` is the only place where an order changes state. */
export class OrderTracker {
  readonly #store: LedgerStore
  readonly #open = new OrderList()
  readonly #waiting = new Map<string, Order>()

  constructor(store: LedgerStore) {
    this.#store = store
  }

  /** Takes up an order that is already in the store. */
  track(order: Order): void {
    this.#open.set(order)
    this.#noteWaiting(order)
  }

  get openCount(): number {
    return this.#open.size
  }

  /** True while an order waits here rather than at the exchange. */
  get hasWaiting(): boolean {
    return this.#waiting.size > 0
  }

  waitingOrders(): IterableIterator<Order> {
    return this.#waiting.values()
  }

  /** All that are not settled. */
  openOrders(): readonly Order[] {
    return this.#open.all
  }

  find(clientOrderId: string): Order | undefined {
    return this.#open.find(clientOrderId) ?? this.#store.loadOrder(clientOrderId)
  }

  /** The order of ours that an execution or a report is about, by whichever of its ids the exchange told. */
  orderOf({ clientOrderId, symbol, exchangeOrderId }: OrderName): Order | undefined {
    const named = clientOrderId === null ? undefined : this.find(clientOrderId)
    return named ?? this.#store.loadOrderByExchangeId(symbol, exchangeOrderId)
  }

  /**
   * Stores and returns the order after an event, a fill together with it. Nothing, and nothing stored, when the event
   * tells nothing new or is about an order that is not ours.
   */
  apply(event: OrderEvent): Order | undefined {
    const order = this.find(event.clientOrderId)
    if (!order) return undefined
    const next = nextOrder(order, event)
    if (next === order || !this.#persist(event, next)) return undefined
    this.#noteWaiting(next)
    if (isSettled(next)) this.#open.delete(next.clientOrderId)
    else this.#open.set(next)
    return next
  }

  /** The same for events about several orders: all are stored in one commit, or nothing is where one tells nothing new. */
  applyTogether(events: readonly Exclude<OrderEvent, { kind: 'fill' }>[]): readonly Order[] {
    const orders: Order[] = []
    for (const event of events) {
      const order = this.find(event.clientOrderId)
      const next = order && nextOrder(order, event)
      if (next === undefined || next === order) return []
      orders.push(next)
    }
    this.#store.updateOrders(orders)
    for (const order of orders) this.track(order)
    return orders
  }

  #noteWaiting(order: Order): void {
    if (order.state === 'waiting') this.#waiting.set(order.clientOrderId, order)
    else if (this.#waiting.size > 0) this.#waiting.delete(order.clientOrderId)
  }

  #persist(event: OrderEvent, order: Order): boolean {
    if (event.kind === 'fill') return this.#store.bookFill(event.fill, order)
    this.#store.updateOrder(order)
    return true
  }
}

/** How an execution of our order is booked. */
export function fillOf(execution: Execution, order: Order, feeInQuote: Fill['feeInQuote']): Fill {
  const { clientOrderId, intent } = order
  return {
    fillId: execution.fillId,
    exchangeOrderId: execution.exchangeOrderId,
    clientOrderId,
    botId: intent.botId,
    symbol: intent.symbol,
    side: intent.side,
    price: execution.price,
    quantity: execution.quantity,
    cost: execution.cost,
    fee: execution.fee,
    feeCurrency: execution.feeCurrency,
    feeInQuote,
    liquidity: execution.liquidity,
    time: execution.time,
  }
}
