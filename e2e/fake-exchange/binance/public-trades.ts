import { priceText } from '../klines.ts'
import type { SyntheticMarket } from '../synthetic-market.ts'

/** A trade of the public, as every client may know it. */
export interface PublicTrade {
  readonly symbol: string
  readonly id: number
  readonly price: string
  readonly quantity: string
  readonly time: number
  /** Somebody sold to who was waiting to buy. */
  readonly isBuyerMaker: boolean
}

const QUANTITY = '0.01000000'
const KEPT_MAX = 1_000

/** What was traded lately in each market: streams tell of it, and whoever missed something can ask. */
export class PublicTrades {
  readonly #market: SyntheticMarket
  readonly #recent = new Map<string, PublicTrade[]>()
  #id = 1_000_000

  constructor(market: SyntheticMarket) {
    this.#market = market
  }

  /** Somebody trades at the present price. */
  next(symbol: string): PublicTrade {
    this.#id += 1
    const recent = this.#recent.get(symbol) ?? []
    const price = priceText(this.#market.lastPrice(symbol))
    const isBuyerMaker = Number(price) < Number(recent.at(-1)?.price ?? price)
    // No two at the same time, also where the market's time stands still.
    const time = Math.max(this.#market.now(), (recent.at(-1)?.time ?? 0) + 1)
    const trade = { symbol, id: this.#id, price, quantity: QUANTITY, time, isBuyerMaker }
    recent.push(trade)
    this.#recent.set(symbol, recent.slice(-KEPT_MAX))
    return trade
  }

  last(symbol: string): PublicTrade {
    return this.#recent.get(symbol)?.at(-1) ?? this.next(symbol)
  }

  /** The oldest first; at least one. */
  recent(symbol: string, limit: number): readonly PublicTrade[] {
    this.last(symbol)
    return (this.#recent.get(symbol) ?? []).slice(-limit)
  }
}
