import { type Quantity, type Rate, subtract } from '../domain/amount.ts'
import type { OrderType, Side, TimeInForce } from '../domain/order.ts'
import type { Price } from '../domain/price.ts'
import type { OrderReport } from '../ports/exchange-client.ts'

/** An order as it arrives at the exchange, whoever sends it. */
export interface OrderWish {
  readonly symbol: string
  readonly side: Side
  readonly type: OrderType
  /** Of a stop or a take-profit, which then goes to the market, or rests where it has a limit. */
  readonly triggerPrice: Price | null
  /** How far a trailing stop stays behind the best price. */
  readonly trailingRate: Rate | null
  readonly quantity: Quantity
  /** Null for a market order. */
  readonly limitPrice: Price | null
  readonly timeInForce: TimeInForce
  readonly postOnly: boolean
  /** Null for one that was placed by hand. */
  readonly clientOrderId: string | null
  /** Carries the mark of what the dead man's switch takes back. */
  readonly isMarked: boolean
}

interface Version {
  readonly at: number
  readonly state: OrderReport['state']
  readonly filled: Quantity
}

/** An order in the exchange's own book, with all that it ever was. */
export class SimulatedOrder {
  readonly wish: OrderWish
  readonly exchangeOrderId: string
  /** Of the two only one can trade. */
  rival: SimulatedOrder | null = null
  readonly #versions: Version[]
  #hasTriggered = false
  #best: Price | null = null

  constructor(wish: OrderWish, exchangeOrderId: string, first: Version) {
    this.wish = wish
    this.exchangeOrderId = exchangeOrderId
    this.#versions = [first]
  }

  /** Open, and no price has made it an order that trades. */
  get waits(): boolean {
    const { triggerPrice, trailingRate } = this.wish
    const isConditional = triggerPrice !== null || trailingRate !== null
    return this.state === 'open' && isConditional && !this.#hasTriggered
  }

  /** The best price that it has seen: the highest of a sale, the lowest of a purchase. */
  follow(price: Price): Price {
    const best = this.#best ?? price
    this.#best = (
      this.wish.side === 'sell' ? Math.max(best, price) : Math.min(best, price)
    ) as Price
    return this.#best
  }

  trigger(): void {
    this.#hasTriggered = true
  }

  become(version: Version): void {
    this.#versions.push(version)
  }

  get state(): OrderReport['state'] {
    return this.#latest.state
  }

  get filled(): Quantity {
    return this.#latest.filled
  }

  get remaining(): Quantity {
    return subtract(this.wish.quantity, this.filled)
  }

  /** As it was then; nothing before it was there. */
  reportAt(at: number): OrderReport | undefined {
    const version = this.#versions.findLast((one) => one.at <= at)
    const [first] = this.#versions
    if (version === undefined || first === undefined) return undefined
    const { symbol, clientOrderId, side, quantity, limitPrice } = this.wish
    return {
      symbol,
      exchangeOrderId: this.exchangeOrderId,
      clientOrderId,
      side,
      state: version.state,
      quantity,
      filledQuantity: version.filled,
      price: limitPrice === null ? null : String(limitPrice / 100),
      time: first.at,
    }
  }

  get #latest(): Version {
    const latest = this.#versions.at(-1)
    if (latest === undefined) throw new RangeError('an order has a first version')
    return latest
  }
}
