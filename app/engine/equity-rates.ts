import { add, type Money, ZERO_MONEY } from '../domain/amount.ts'
import type { Market } from '../domain/market.ts'
import type { MarketBook } from '../domain/market-book.ts'
import type { Price } from '../domain/price.ts'
import { converted, type Priced } from '../portfolio/converted.ts'
import type { ExchangeClient } from '../ports/exchange-client.ts'
import type { LedgerStore } from '../ports/ledger-store.ts'
import type { Portfolio } from './portfolio.ts'

export interface EquityRatesParts {
  readonly portfolio: Portfolio
  /** The account's own. */
  readonly markets: MarketBook
  readonly exchange: Pick<ExchangeClient, 'listedMarket'>
  readonly ledger: Pick<LedgerStore, 'loadEquityCurrency' | 'saveEquityCurrency'>
}

/** What the account is worth in a currency, and what is held that could not be counted in it. */
export interface EquityWorth {
  readonly currency: string
  readonly equity: Money
  /** Held, and without a known price: counted nowhere, and named for that. */
  readonly unpriced: readonly string[]
}

/** Currencies through which much can be priced. */
const BRIDGES = ['USDT', 'USDC', 'USD', 'EUR', 'BTC']

/**
 * Equity in the currency that its owner thinks in. Prices that only this needs are kept apart from those that the account
 * trades by: what it shows must not change what risk rules reckon with.
 */
export class EquityRates {
  readonly #parts: EquityRatesParts
  readonly #prices = new Map<string, Priced>()
  #currency: string

  constructor(parts: EquityRatesParts) {
    this.#parts = parts
    this.#currency = parts.ledger.loadEquityCurrency() ?? parts.portfolio.currency
  }

  get currency(): string {
    return this.#currency
  }

  /** Written down first. */
  choose(currency: string): void {
    this.#parts.ledger.saveEquityCurrency(currency)
    this.#currency = currency
  }

  /** Those whose prices lead from what is held to the chosen currency, as far as the exchange lists any. */
  markets(): readonly Market[] {
    const { portfolio, exchange } = this.#parts
    if (this.#currency === portfolio.currency || exchange.listedMarket === undefined) return []
    const needed = new Map<string, Market>()
    for (const [currency, amount] of portfolio.balances()) {
      if (amount === 0) continue
      for (const market of this.#path(currency)) needed.set(market.symbol, market)
    }
    return [...needed.values()]
  }

  /** False for a market of the account itself. */
  mark(symbol: string, price: Price): boolean {
    const { markets, exchange } = this.#parts
    if (markets.find(symbol) !== undefined) return false
    const market = exchange.listedMarket?.(symbol)
    if (market !== undefined) this.#prices.set(symbol, { market, price })
    return true
  }

  worth(): EquityWorth {
    const { portfolio } = this.#parts
    const currency = this.#currency
    if (currency === portfolio.currency) {
      return { currency, equity: portfolio.equity(), unpriced: portfolio.uncounted() }
    }
    const prices = [...portfolio.prices(), ...this.#prices.values()]
    let equity = ZERO_MONEY
    const unpriced: string[] = []
    for (const [held, amount] of portfolio.balances()) {
      if (amount === 0) continue
      const worth = converted(amount, { from: held, to: currency }, prices)
      if (worth === undefined) unpriced.push(held)
      else equity = add(equity, worth)
    }
    return { currency, equity, unpriced }
  }

  #path(from: string): readonly Market[] {
    const to = this.#currency
    if (from === to) return []
    const direct = this.#between(from, to)
    if (direct !== undefined) return [direct]
    for (const bridge of [this.#parts.portfolio.currency, ...BRIDGES]) {
      const [first, second] = [this.#between(from, bridge), this.#between(bridge, to)]
      if (first !== undefined && second !== undefined) return [first, second]
    }
    return []
  }

  #between(one: string, other: string): Market | undefined {
    return this.#find(`${one}/${other}`) ?? this.#find(`${other}/${one}`)
  }

  #find(symbol: string): Market | undefined {
    const { markets, exchange } = this.#parts
    return markets.find(symbol) ?? exchange.listedMarket?.(symbol)
  }
}
