import { assert } from '../../domain/assert.ts'
import type { Execution } from '../../domain/fill.ts'
import type { Market } from '../../domain/market.ts'
import type { ApprovedOrder } from '../../domain/order.ts'
import type { OrderBook } from '../../domain/order-book.ts'
import type { Price } from '../../domain/price.ts'
import { failure, type Result, success } from '../../domain/result.ts'
import type {
  Answer,
  ExchangeClient,
  ExchangeListener,
  ExchangeTraits,
  OrderLookup,
  OrderReference,
  OrderReport,
  OrderRequest,
} from '../../ports/exchange-client.ts'
import { type ExchangeHealth, HEALTHY } from '../../ports/exchange-health.ts'
import type { PaperExchange } from './paper-exchange.ts'

/** Several simulated markets as one exchange: they share a wallet, and each hears of its own candles. */
export class PaperMarkets implements ExchangeClient {
  readonly traits: ExchangeTraits
  readonly #main: PaperExchange
  readonly #markets: ReadonlyMap<string, PaperExchange>

  constructor(markets: ReadonlyMap<string, PaperExchange>) {
    const [main] = markets.values()
    assert(main !== undefined, 'an exchange has a market')
    this.#main = main
    this.#markets = markets
    this.traits = main.traits
  }

  connect(listener: ExchangeListener): void {
    for (const market of this.#markets.values()) market.connect(listener)
  }

  encode(order: ApprovedOrder): Result<string, string> {
    if (!this.#markets.has(order.symbol)) return failure(notSimulated(order.symbol))
    return this.#main.encode(order)
  }

  blockedOrders(): undefined {
    return undefined
  }

  health(): ExchangeHealth {
    return HEALTHY
  }

  submit(request: OrderRequest): void {
    const market = this.#markets.get(request.order.symbol)
    assert(market !== undefined, notSimulated(request.order.symbol))
    market.submit(request)
  }

  cancel(reference: OrderReference): void {
    const market = this.#markets.get(reference.symbol) ?? this.#main
    market.cancel(reference)
  }

  async fetchOrder(reference: OrderReference): Promise<OrderLookup> {
    const market = this.#markets.get(reference.symbol)
    return market === undefined ? { kind: 'absent' } : market.fetchOrder(reference)
  }

  async fetchOpenOrders(): Promise<Answer<readonly OrderReport[]>> {
    const reports: OrderReport[] = []
    for (const market of this.#markets.values()) {
      const answer = await market.fetchOpenOrders()
      if (!answer.ok) return answer
      reports.push(...answer.value)
    }
    return success(reports)
  }

  fetchExecutions(): Promise<Answer<readonly Execution[]>> {
    return this.#main.fetchExecutions()
  }

  fetchBalances() {
    return this.#main.fetchBalances()
  }

  fetchTransfers() {
    return this.#main.fetchTransfers()
  }

  async fetchMarket(symbol: string): Promise<Answer<Market>> {
    return this.#markets.get(symbol)?.fetchMarket(symbol) ?? failure(notSimulated(symbol))
  }

  async fetchPrice({ symbol }: Market): Promise<Answer<Price>> {
    return this.#markets.get(symbol)?.fetchPrice() ?? failure(notSimulated(symbol))
  }

  async fetchBook(market: Market): Promise<Answer<OrderBook>> {
    const { symbol } = market
    return this.#markets.get(symbol)?.fetchBook(market) ?? failure(notSimulated(symbol))
  }

  readBook(symbol: string): OrderBook | undefined {
    return this.#markets.get(symbol)?.readBook(symbol)
  }

  watchPrices(): void {
    // All of its markets have candles.
  }

  close(): void {
    for (const market of this.#markets.values()) market.close()
  }
}

function notSimulated(symbol: string): string {
  return `${symbol} is not simulated`
}
