import { type Fill, isOpen, type Order } from './order.ts'
import { Versions } from './versions.ts'

const NOW = Number.POSITIVE_INFINITY

interface StoredFill {
  readonly sequence: number
  readonly fill: Fill
}

/** All orders and fills there ever were. Reads take a place in the event log, so that answers can be stale. */
export class OrderStore {
  readonly #orders = new Map<number, Versions<Order>>()
  readonly #idsByClientId = new Map<string, number[]>()
  readonly #open = new Map<number, Order>()
  readonly #openOf = new Map<string, Set<number>>()
  readonly #fills: StoredFill[] = []
  readonly #fillsOf = new Map<number, Fill[]>()

  put(sequence: number, order: Order): void {
    const versions = this.#orders.get(order.id)
    if (versions) versions.set(sequence, order)
    else this.#putFirst(sequence, order)
    this.#keepOpen(order)
  }

  putFill(sequence: number, fill: Fill): void {
    this.#fills.push({ sequence, fill })
    const earlier = this.#fillsOf.get(fill.orderId)
    if (earlier) earlier.push(fill)
    else this.#fillsOf.set(fill.orderId, [fill])
  }

  fillsOf(orderId: number): readonly Fill[] {
    return this.#fillsOf.get(orderId) ?? []
  }

  /** Ids of an account's open orders in one market. */
  openIdsOf(accountId: string, symbol: string): ReadonlySet<number> {
    return this.#openOf.get(`${accountId} ${symbol}`) ?? new Set()
  }

  find(id: number, sequence = NOW): Order | undefined {
    return this.#orders.get(id)?.at(sequence)
  }

  /** All that were ever placed under a client's id, oldest first. */
  findByClientId(accountId: string, clientOrderId: string, sequence = NOW): readonly Order[] {
    const ids = this.#idsByClientId.get(`${accountId} ${clientOrderId}`) ?? []
    return ids.map((id) => this.find(id, sequence)).filter((order) => order !== undefined)
  }

  open(sequence = NOW): readonly Order[] {
    return sequence === NOW ? [...this.#open.values()] : this.all(sequence).filter(isOpen)
  }

  all(sequence = NOW): readonly Order[] {
    return [...this.#orders.values()]
      .map((versions) => versions.at(sequence))
      .filter((order) => order !== undefined)
  }

  fills(sequence = NOW): readonly Fill[] {
    return this.#fills.filter((stored) => stored.sequence <= sequence).map(({ fill }) => fill)
  }

  #keepOpen(order: Order): void {
    const key = `${order.accountId} ${order.symbol}`
    const ids = this.#openOf.get(key) ?? new Set()
    this.#openOf.set(key, ids)
    if (isOpen(order)) {
      this.#open.set(order.id, order)
      ids.add(order.id)
    } else {
      this.#open.delete(order.id)
      ids.delete(order.id)
    }
  }

  #putFirst(sequence: number, order: Order): void {
    const versions = new Versions<Order>()
    versions.set(sequence, order)
    this.#orders.set(order.id, versions)
    const key = `${order.accountId} ${order.clientOrderId}`
    this.#idsByClientId.set(key, [...(this.#idsByClientId.get(key) ?? []), order.id])
  }
}
