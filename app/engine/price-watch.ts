import type { Market } from '../domain/market.ts'
import type { MarketBook } from '../domain/market-book.ts'
import type { ExchangeClient } from '../ports/exchange-client.ts'
import type { EquityRates } from './equity-rates.ts'
import type { Portfolio } from './portfolio.ts'

export interface PriceWatchParts {
  readonly exchange: ExchangeClient
  readonly portfolio: Portfolio
  readonly markets: MarketBook
  /** Its candles tell its price. */
  readonly market: Market
  /** What shows the account's worth. */
  readonly rates: Pick<EquityRates, 'markets'>
  /** The market of a currency in which fees are paid. */
  readonly found: (market: Market) => void
}

/** Keeps the prices fresh of what the account holds in markets without candles, and of what it pays its fees in. */
export class PriceWatch {
  readonly #parts: PriceWatchParts
  readonly #lookedUp = new Set<string>()
  #watched = ''
  #isStopped = false

  constructor(parts: PriceWatchParts) {
    this.#parts = parts
  }

  /** After what the account holds may have changed. */
  look(): void {
    void this.#learnFeeMarkets()
    const { rates, market } = this.#parts
    const wanted = [...this.markets(), ...rates.markets()].map(({ symbol }) => symbol)
    const symbols = [...new Set(wanted)].filter((symbol) => symbol !== market.symbol)
    if (symbols.join() === this.#watched) return
    this.#watched = symbols.join()
    this.#parts.exchange.watchPrices(symbols)
  }

  stop(): void {
    this.#isStopped = true
  }

  /** Those whose prices count and are told by no candles. */
  markets(): readonly Market[] {
    const { markets, portfolio, market: own } = this.#parts
    return [...markets.all()].filter(({ symbol, base, quote }) => {
      if (symbol === own.symbol || quote !== portfolio.currency) return false
      return portfolio.holding(base) !== 0 || this.#feeCurrencies().has(base)
    })
  }

  /** Those of fees that were paid, and the coin in which the first may be: its price has to be there before. */
  #feeCurrencies(): ReadonlySet<string> {
    const { portfolio, exchange } = this.#parts
    const { feeCoin } = exchange.traits
    if (feeCoin === undefined || portfolio.holding(feeCoin) === 0) return portfolio.feeCurrencies
    return new Set([...portfolio.feeCurrencies, feeCoin])
  }

  /** A fee in a currency that is not traded here has no price until its market is known; asked for once. */
  async #learnFeeMarkets(): Promise<void> {
    const { portfolio, markets, exchange, found } = this.#parts
    for (const currency of this.#feeCurrencies()) {
      const symbol = `${currency}/${portfolio.currency}`
      const isKnown = currency === portfolio.currency || markets.find(symbol) !== undefined
      if (isKnown || this.#lookedUp.has(symbol)) continue
      this.#lookedUp.add(symbol)
      const market = await exchange.fetchMarket(symbol)
      if (market.ok && !this.#isStopped) found(market.value)
    }
  }
}
