import type { Order } from './order.ts'

/** Among so many, looking at each is faster than an index, and takes no memory that comes and goes with every order. */
const FEW = 16
const NONE: Order[] = []

/** Orders by their client order ids, in the order in which they came; mostly there are a few at a time. */
export class OrderList {
  #few = NONE
  /** In place of the few, once there were more. */
  #many: Map<string, Order> | undefined
  /** All of the many, until one of them changes. */
  #listed: readonly Order[] | undefined

  get size(): number {
    return this.#many?.size ?? this.#few.length
  }

  /** What is deleted afterwards stays in it. */
  get all(): readonly Order[] {
    if (this.#many === undefined) return this.#few
    this.#listed ??= [...this.#many.values()]
    return this.#listed
  }

  find(clientOrderId: string): Order | undefined {
    if (this.#many !== undefined) return this.#many.get(clientOrderId)
    const place = this.#placeOf(clientOrderId)
    return place < 0 ? undefined : this.#few[place]
  }

  /** Adds an order, or takes the place of the one with its id. */
  set(order: Order): void {
    if (this.#many !== undefined) {
      this.#many.set(order.clientOrderId, order)
      this.#listed = undefined
      return
    }
    const place = this.#placeOf(order.clientOrderId)
    if (place >= 0) this.#few[place] = order
    else if (this.#few.length === 0) this.#few = [order]
    else if (this.#few.length < FEW) this.#few.push(order)
    else {
      this.#many = new Map(this.#few.map((one) => [one.clientOrderId, one]))
      this.#many.set(order.clientOrderId, order)
      this.#few = NONE
    }
  }

  delete(clientOrderId: string): void {
    if (this.#many !== undefined) {
      if (this.#many.delete(clientOrderId)) this.#listed = undefined
      if (this.#many.size === 0) this.#many = undefined
      return
    }
    const place = this.#placeOf(clientOrderId)
    if (place < 0) return
    this.#few = this.#few.length === 1 ? NONE : this.#few.filter((_, index) => index !== place)
  }

  #placeOf(clientOrderId: string): number {
    const orders = this.#few
    for (let place = 0; place < orders.length; place += 1) {
      if (orders[place]?.clientOrderId === clientOrderId) return place
    }
    return -1
  }
}
