import { isSettled, type Order } from '../domain/order.ts'
import { OrderList } from '../domain/order-list.ts'
import { IdIndex } from './id-index.ts'
import { OrderColumns } from './order-columns.ts'

/** The orders of a ledger in memory, in the order in which they were written down. */
export class MemoryOrders {
  readonly #rows = new IdIndex()
  /** Of which something may still come. */
  readonly #open = new OrderList()
  readonly #settled = new OrderColumns()
  /** Made when it is first asked for and kept up from then on: a backtest never asks, and pays nothing for it. */
  #byExchangeId: Map<string, string> | undefined

  has(clientOrderId: string): boolean {
    return this.#rows.find(clientOrderId) >= 0
  }

  /** False, and nothing is added, where it is there already. */
  add(order: Order): boolean {
    const row = this.#rows.add(order.clientOrderId)
    if (row < 0) return false
    this.#keep(row, order)
    return true
  }

  /** Nothing happens where it is not there. */
  replace(order: Order, row = this.rowOf(order.clientOrderId)): void {
    if (row >= 0) this.#keep(row, order)
  }

  /** -1 where it is not there. */
  rowOf(clientOrderId: string): number {
    return this.#rows.find(clientOrderId)
  }

  get(clientOrderId: string): Order | undefined {
    const open = this.#open.find(clientOrderId)
    if (open !== undefined) return open
    const row = this.#rows.find(clientOrderId)
    return row < 0 ? undefined : this.#settled.get(row, this.#rows.at(row))
  }

  byExchangeId(symbol: string, exchangeOrderId: string): Order | undefined {
    if (this.#byExchangeId === undefined) {
      this.#byExchangeId = new Map()
      for (const order of this.newest(this.#rows.size)) this.#index(order)
    }
    const id = this.#byExchangeId.get(exchangeKey(symbol, exchangeOrderId))
    return id === undefined ? undefined : this.get(id)
  }

  /** Those of which something may still come, oldest first. */
  open(): readonly Order[] {
    const rowOf = ({ clientOrderId }: Order) => this.#rows.find(clientOrderId)
    return this.#open.all.toSorted((one, other) => rowOf(one) - rowOf(other))
  }

  /** So many of the newest, oldest first. */
  newest(limit: number): readonly Order[] {
    const first = Math.max(0, this.#rows.size - limit)
    const orders: Order[] = []
    for (let row = first; row < this.#rows.size; row += 1) {
      const order = this.get(this.#rows.at(row))
      if (order !== undefined) orders.push(order)
    }
    return orders
  }

  #keep(row: number, order: Order): void {
    if (isSettled(order)) {
      this.#open.delete(order.clientOrderId)
      this.#settled.put(row, order)
    } else this.#open.set(order)
    this.#index(order)
  }

  #index({ intent, exchangeOrderId, clientOrderId }: Order): void {
    if (exchangeOrderId === null) return
    this.#byExchangeId?.set(exchangeKey(intent.symbol, exchangeOrderId), clientOrderId)
  }
}

function exchangeKey(symbol: string, exchangeOrderId: string): string {
  return `${symbol} ${exchangeOrderId}`
}
