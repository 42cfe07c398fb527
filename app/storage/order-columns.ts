import type { Money, Quantity } from '../domain/amount.ts'
import { type Order, type OrderIntent, PLAIN_MARKET } from '../domain/order.ts'

/** What the market orders of a few bots have in common. */
const KINDS_MAX = 200
const FIRST_ROWS = 128
/** Quantity, funds or NaN, filled quantity, filled cost, reported quantity, created, updated. */
const NUMBERS = 7

/** All that orders of one kind have in common. */
interface OrderKind {
  readonly intent: Omit<OrderIntent, 'intentId' | 'quantity' | 'funds'>
  readonly state: Order['state']
  readonly payload: string | null
  readonly hasExchangeId: boolean
  /** The client order id is the intent's, with this before it. */
  readonly prefix: string
}

/**
 * Orders of which nothing more is expected, as numbers in columns: a long run makes hundreds of thousands of them, and hardly
 * anybody looks at one again. What does not fit, because it is no plain market order, stays as it is.
 */
export class OrderColumns {
  readonly #kinds: OrderKind[] = []
  /** The place of its kind plus one; zero where there is no order in a row. */
  #kindOf = new Uint8Array(FIRST_ROWS)
  #numbers = new Float64Array(FIRST_ROWS * NUMBERS)
  readonly #others = new Map<number, Order>()

  put(row: number, order: Order): void {
    if (row >= this.#kindOf.length) this.#grow(row)
    const kind = isPlain(order) ? this.#kindFor(order) : -1
    this.#kindOf[row] = kind + 1
    if (kind < 0) {
      this.#others.set(row, order)
      return
    }
    if (this.#others.size > 0) this.#others.delete(row)
    const numbers = this.#numbers
    const start = row * NUMBERS
    numbers[start] = Number(order.intent.quantity)
    numbers[start + 1] = order.intent.funds === null ? Number.NaN : Number(order.intent.funds)
    numbers[start + 2] = Number(order.filledQuantity)
    numbers[start + 3] = Number(order.filledCost)
    numbers[start + 4] = Number(order.reportedQuantity)
    numbers[start + 5] = order.createdAt
    numbers[start + 6] = order.updatedAt
  }

  /** The order of a row, which has this client order id; undefined where there is none. */
  get(row: number, clientOrderId: string): Order | undefined {
    const kind = this.#kinds[(this.#kindOf[row] ?? 0) - 1]
    if (kind === undefined) return this.#others.get(row)
    const start = row * NUMBERS
    const number = (place: number) => this.#numbers[start + place] ?? Number.NaN
    const intentId = clientOrderId.slice(kind.prefix.length)
    const funds = Number.isNaN(number(1)) ? null : (number(1) as Money)
    return {
      intent: { ...kind.intent, intentId, quantity: number(0) as Quantity, funds },
      clientOrderId,
      exchangeOrderId: kind.hasExchangeId ? clientOrderId : null,
      state: kind.state,
      payload: kind.payload,
      filledQuantity: number(2) as Quantity,
      filledCost: number(3) as Money,
      reportedQuantity: number(4) as Quantity,
      cancelRequestedAt: null,
      createdAt: number(5),
      updatedAt: number(6),
      note: null,
    }
  }

  /** -1 where there are too many kinds already. */
  #kindFor(order: Order): number {
    for (let place = 0; place < this.#kinds.length; place += 1) {
      const kind = this.#kinds[place]
      if (kind !== undefined && isOfKind(order, kind)) return place
    }
    if (this.#kinds.length === KINDS_MAX) return -1
    const { intent, state, payload, exchangeOrderId, clientOrderId } = order
    const { intentId, quantity, funds, ...common } = intent
    const prefix = clientOrderId.slice(0, clientOrderId.length - intentId.length)
    const hasExchangeId = exchangeOrderId !== null
    this.#kinds.push({ intent: common, state, payload, hasExchangeId, prefix })
    return this.#kinds.length - 1
  }

  #grow(row: number): void {
    const rows = 2 * row
    const kindOf = new Uint8Array(rows)
    kindOf.set(this.#kindOf)
    this.#kindOf = kindOf
    const numbers = new Float64Array(rows * NUMBERS)
    numbers.set(this.#numbers)
    this.#numbers = numbers
  }
}

/** A market order with nothing special about it, under the same id everywhere, in numbers that a column holds. */
function isPlain(order: Order): boolean {
  const { intent, clientOrderId, exchangeOrderId } = order
  return (
    intent.type === PLAIN_MARKET.type &&
    intent.link === null &&
    intent.limits === null &&
    intent.limitPrice === null &&
    intent.triggerPrice === null &&
    intent.trailingRate === null &&
    order.note === null &&
    order.cancelRequestedAt === null &&
    (exchangeOrderId === null || exchangeOrderId === clientOrderId) &&
    typeof intent.quantity === 'number' &&
    (intent.funds === null || typeof intent.funds === 'number') &&
    typeof order.filledQuantity === 'number' &&
    typeof order.filledCost === 'number' &&
    typeof order.reportedQuantity === 'number' &&
    clientOrderId.endsWith(intent.intentId)
  )
}

function isOfKind(
  { intent, state, payload, exchangeOrderId, clientOrderId }: Order,
  kind: OrderKind,
): boolean {
  const of = kind.intent
  return (
    of.side === intent.side &&
    of.botId === intent.botId &&
    of.symbol === intent.symbol &&
    of.purpose === intent.purpose &&
    of.timeInForce === intent.timeInForce &&
    of.postOnly === intent.postOnly &&
    kind.state === state &&
    kind.payload === payload &&
    kind.hasExchangeId === (exchangeOrderId !== null) &&
    kind.prefix.length === clientOrderId.length - intent.intentId.length &&
    clientOrderId.startsWith(kind.prefix)
  )
}
