import { describeOveruse } from './binance/binance-errors.ts'
import { BinanceRest } from './binance/binance-rest.ts'
import { DepthBooks } from './binance/depth-books.ts'
import { MarketStreams } from './binance/market-streams.ts'
import { PublicTrades } from './binance/public-trades.ts'
import type { RateLimits } from './binance/rate-limits.ts'
import { WebSocketApi } from './binance/websocket-api.ts'
import { ExchangeCore, type FakeExchangeOptions } from './exchange-core.ts'
import { FakeExchange, MAIN_ACCOUNT } from './fake-exchange.ts'
import type { Answer } from './server/router.ts'
import { type WireRequest, wireRequest } from './server/wire-request.ts'

/** The key to the main account that exists from the start. */
export const API_KEY = 'fake-binance-key'
export const API_SECRET = 'fake-binance-secret'

/** Binance's spot API: REST, the WebSocket API with its user stream, and market streams. */
export class FakeBinance extends FakeExchange {
  readonly rest: BinanceRest
  readonly userStreams: WebSocketApi
  readonly marketStreams: MarketStreams

  constructor(options: FakeExchangeOptions = {}) {
    const core = new ExchangeCore({ clientIdRule: 'unique-while-open' }, options)
    core.keys.issue(API_KEY, API_SECRET, { accountId: MAIN_ACCOUNT })
    const books = new DepthBooks(core.engine)
    const trades = new PublicTrades(core.market)
    const wallNow = options.wallNow ?? Date.now
    const rest = new BinanceRest({ core, books, trades, wallNow })
    const answer = (request: WireRequest) => rest.answerWithinLimits(request)
    const marketStreams = new MarketStreams(core.market, books, trades)
    const userStreams = new WebSocketApi({
      keys: core.keys,
      answer,
      authorise: (request) => rest.authorise(request, 'read'),
      ordersOfList: (id) => core.engine.state.orders.all().filter(({ listId }) => listId === id),
    })
    const streamFor = (path: string) => (path.startsWith('/ws-api/') ? userStreams : marketStreams)
    super(core, {
      protocol: { answer, describeOveruse, streamFor },
      onEvent: (event) => {
        userStreams.publish(event)
        if (event.kind === 'price') marketStreams.tell(event.symbol)
      },
      onSecond: (symbol) => marketStreams.tell(symbol),
    })
    this.rest = rest
    this.userStreams = userStreams
    this.marketStreams = marketStreams
  }

  get limits(): RateLimits {
    return this.rest.limits
  }

  override calm(): void {
    super.calm()
    this.limits.clear()
  }

  /** What is answered to a request, without a network and without limits. */
  answer(path: string, method = 'GET'): Answer {
    return this.rest.answer(wireRequest(path, method))
  }
}
