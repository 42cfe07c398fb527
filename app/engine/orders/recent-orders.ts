import { MANUAL_BOT } from '../../contract/manual-bot.ts'
import type { Order, OrderIntent } from '../../domain/order.ts'
import { isStopExit } from '../../execution/client-order-id.ts'

const MINUTE_MS = 60_000
/** Of the last run; what is further back than so many orders is of no rule's interest any more. */
export const REMEMBERED_ORDERS = 1_000

/** What was sent last: kept up with every order, so that no rule has to search the ledger. */
export class RecentOrders {
  /** When orders were sent, oldest first, by bot; those of the last minute. */
  readonly #sent = new Map<string, number[]>()
  /** The last of each wish. */
  readonly #wishes = new Map<string, Order>()
  /** The last wish that was named: the same bot mostly wishes for the same. */
  #named: { readonly intent: OrderIntent; readonly wish: string } | undefined
  /** When a stop was last hit, by bot and symbol. */
  readonly #stops = new Map<string, number>()

  /** Takes up the orders of the last run, oldest first. */
  constructor(orders: Iterable<Order> = []) {
    for (const order of orders) {
      if (order.payload !== null) this.sent(order, order.createdAt)
      this.changed(order)
    }
  }

  /** Once for each order, when it is written down to be sent. */
  sent({ intent: { botId } }: Order, time: number): void {
    const times = this.#sent.get(botId)
    if (times === undefined) this.#sent.set(botId, [time])
    else {
      times.push(time)
      forgetBefore(times, time - MINUTE_MS)
    }
  }

  /** A new order, or news of one. */
  changed(order: Order): void {
    const { intent } = order
    if (intent.purpose === 'enter' && intent.link === null) {
      const wish = this.#wishOf(intent)
      const last = this.#wishes.get(wish)
      if (last === undefined || isSameOrLater(last, order)) this.#remember(wish, order)
    }
    if (order.filledQuantity > 0 && isStopExit(intent)) {
      const market = marketOf(intent)
      this.#stops.set(market, Math.max(this.#stops.get(market) ?? 0, order.updatedAt))
    }
  }

  #wishOf(intent: OrderIntent): string {
    if (this.#named !== undefined && isSameWish(this.#named.intent, intent)) return this.#named.wish
    const wish = wishOf(intent)
    this.#named = { intent, wish }
    return wish
  }

  #remember(wish: string, order: Order): void {
    this.#wishes.set(wish, order)
    if (this.#wishes.size <= REMEMBERED_ORDERS) return
    const [oldest] = this.#wishes.keys()
    if (oldest !== undefined) this.#wishes.delete(oldest)
  }

  countSince(botId: string, time: number): number {
    const times = this.#sent.get(botId)
    if (times === undefined) return 0
    forgetBefore(times, time)
    return times.length
  }

  countAllSince(time: number): number {
    let count = 0
    for (const botId of this.#sent.keys()) count += this.countSince(botId, time)
    return count
  }

  lastStopAt(intent: OrderIntent): number | undefined {
    return this.#stops.get(marketOf(intent))
  }

  /** When the same was wished for last, unless it came to nothing or is this very one. A replacement is the same on purpose. */
  lastTwinAt(intent: OrderIntent): number | undefined {
    if (intent.link !== null) return undefined
    const last = this.#wishes.get(this.#wishOf(intent))
    if (last === undefined || last.intent.intentId === intent.intentId) return undefined
    return cameToNothing(last) ? undefined : last.createdAt
  }
}

function forgetBefore(times: number[], time: number): void {
  let count = 0
  while (count < times.length && (times[count] ?? time) < time) count += 1
  if (count === 1) times.shift()
  else if (count > 0) times.splice(0, count)
}

function isSameOrLater(last: Order, order: Order): boolean {
  return last.clientOrderId === order.clientOrderId || order.createdAt >= last.createdAt
}

function cameToNothing({ state, filledQuantity }: Order): boolean {
  if (filledQuantity > 0) return false
  return state === 'rejected' || state === 'absent' || state === 'cancelled'
}

/** A bot that wants the same again wants it in another size by then, and levels of a grid differ in their price; a person types the same. */
function wishOf({ botId, symbol, side, type, quantity, limitPrice, triggerPrice }: OrderIntent) {
  const wish = `${botId} ${symbol} ${side}`
  return botId === MANUAL_BOT
    ? `${wish} ${quantity} ${limitPrice} ${triggerPrice}`
    : `${wish} ${type} ${limitPrice}`
}

function isSameWish(one: OrderIntent, other: OrderIntent): boolean {
  return (
    one.botId === other.botId &&
    one.symbol === other.symbol &&
    one.side === other.side &&
    one.type === other.type &&
    one.limitPrice === other.limitPrice &&
    one.triggerPrice === other.triggerPrice &&
    (one.botId !== MANUAL_BOT || one.quantity === other.quantity)
  )
}

function marketOf({ botId, symbol }: OrderIntent): string {
  return `${botId} ${symbol}`
}
