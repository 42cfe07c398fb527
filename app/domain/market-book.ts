import { assert } from './assert.ts'
import type { Market } from './market.ts'

/** The markets of an account by their symbols. */
export class MarketBook {
  readonly #markets = new Map<string, Market>()

  constructor(markets: Iterable<Market> = []) {
    for (const market of markets) this.set(market)
  }

  get size(): number {
    return this.#markets.size
  }

  /** Adds a market, or the new rules of one that is there. */
  set(market: Market): void {
    this.#markets.set(market.symbol, market)
  }

  find(symbol: string): Market | undefined {
    return this.#markets.get(symbol)
  }

  /** Of a symbol that is known to be traded here. */
  get(symbol: string): Market {
    const market = this.#markets.get(symbol)
    assert(market !== undefined, `the account has no market ${symbol}`)
    return market
  }

  all(): IterableIterator<Market> {
    return this.#markets.values()
  }
}
