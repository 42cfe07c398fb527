import { accountRoutes } from './binance/account-routes.ts'
import type { BinanceApi } from './binance/binance-api.ts'
import { binanceEnvelope, describeError, rateLimitWords } from './binance/binance-errors.ts'
import { DepthBooks } from './binance/depth-books.ts'
import { listedMarket } from './binance/listed-market.ts'
import { orderListRoutes } from './binance/order-list-routes.ts'
import { orderRoutes } from './binance/order-routes.ts'
import { publicRoutes } from './binance/public-routes.ts'
import { RateLimits } from './binance/rate-limits.ts'
import { replaceRoutes } from './binance/replace-routes.ts'
import { authorise } from './binance/signed-request.ts'
import { walletRoutes } from './binance/wallet-routes.ts'
import type { Fault, FaultTarget } from './faults.ts'
import { LISTED_SYMBOLS } from './listed-symbols.ts'
import { MarketClock } from './market-clock.ts'
import { AccountView, type Staleness } from './matching/account-view.ts'
import { MatchingEngine } from './matching/matching-engine.ts'
import { ApiError } from './server/api-error.ts'
import { ApiKeys } from './server/api-keys.ts'
import { ExchangeServer } from './server/exchange-server.ts'
import { type Answer, Router } from './server/router.ts'
import { type WireRequest, wireRequest } from './server/wire-request.ts'
import { SyntheticMarket } from './synthetic-market.ts'

interface FakeBinanceOptions {
  /** Same seed, same market. */
  readonly seed?: number
  /** Market time at the start; the present when not given. */
  readonly startTime?: number
  /** How many times faster than real time: at 60 a one-minute candle closes every second. */
  readonly speed?: number
}

/** The account and key that exist from the start. */
export const MAIN_ACCOUNT = 'main'
export const API_KEY = 'fake-binance-key'
export const API_SECRET = 'fake-binance-secret'

/**
 * A loopback server that speaks Binance's spot API over a synthetic market and a matching engine of its own. Time,
 * prices, faults and whether it can be reached at all are in the test's hands.
 */
export class FakeBinance {
  readonly clock: MarketClock
  readonly engine: MatchingEngine
  readonly market: SyntheticMarket
  readonly keys = new ApiKeys()
  readonly limits = new RateLimits(Date.now)
  readonly server: ExchangeServer
  /** How wrong the server's clock is. */
  clockSkewMs = 0
  /** Whether timestamps are compared; only a clock at real pace can be met by anybody. */
  checksTimestamps: boolean
  /** Everybody is told that the system is under maintenance. */
  isInMaintenance = false
  /** How old the answers to private reads are. */
  reads: Staleness = { kind: 'fresh' }
  readonly #router: Router

  constructor({ seed = 1, startTime = Date.now(), speed = 1 }: FakeBinanceOptions = {}) {
    this.clock = new MarketClock(startTime, speed)
    this.checksTimestamps = speed === 1
    this.engine = new MatchingEngine({
      now: () => this.clock.now(),
      clientIdRule: 'unique-while-open',
    })
    for (const listed of LISTED_SYMBOLS) this.engine.list(listedMarket(listed))
    this.market = new SyntheticMarket({ seed, engine: this.engine, now: () => this.clock.now() })
    this.keys.issue(API_KEY, API_SECRET, { accountId: MAIN_ACCOUNT })
    this.#router = this.#makeRouter()
    this.server = new ExchangeServer({
      answer: (request) => this.answerRequest(request),
      rateLimitWords,
      streamFor: () => undefined,
    })
  }

  get faults(): ExchangeServer['faults'] {
    return this.server.faults
  }

  /** Paths with their queries, oldest first. */
  get requests(): string[] {
    return this.server.requests
  }

  /** Listens on the loopback interface and returns its address. */
  start(port = 0): Promise<string> {
    return this.server.start(port)
  }

  get url(): string {
    return this.server.url
  }

  stop(): Promise<void> {
    return this.goAway()
  }

  /** Refuses new connections and resets those there are. */
  goAway(): Promise<void> {
    return this.server.goAway()
  }

  comeBack(): Promise<void> {
    return this.server.comeBack()
  }

  /** Market data stands still although the exchange answers and its clock goes on. */
  freeze(): void {
    this.market.freeze()
  }

  thaw(): void {
    this.market.thaw()
  }

  /** Spoils the next requests below a path; for ever when not told otherwise. */
  failWith(fault: Fault, target?: string | FaultTarget, times?: number): void {
    this.server.failWith(fault, target, times)
  }

  /** What is answered to a request, without a network and without limits. */
  answer(path: string, method = 'GET'): Answer {
    this.market.follow()
    return this.#router.answer(wireRequest(path, method))
  }

  /** The same with limits: what the server does with a request that reached it. */
  answerRequest(request: WireRequest): Answer {
    this.market.follow()
    const route = this.#router.find(request)
    const weight =
      typeof route?.weight === 'function' ? route.weight(request.url.searchParams) : route?.weight
    const { headers, overuse } = this.limits.use(weight ?? 1, route)
    if (overuse) {
      const { status, code, message, retryAfterSeconds } = overuse
      const body = JSON.stringify(describeError(new ApiError(status, code, message)))
      return {
        status,
        body,
        weight: 0,
        headers: { ...headers, 'retry-after': String(retryAfterSeconds) },
      }
    }
    if (this.isInMaintenance && route?.path !== '/sapi/v1/system/status') {
      return { status: 503, body: MAINTENANCE, weight: 0, headers }
    }
    return { ...this.#router.answer(request), headers }
  }

  #makeRouter(): Router {
    const { engine, market, limits, keys } = this
    const serverTime = () => this.clock.now() + this.clockSkewMs
    const api: BinanceApi = {
      engine,
      now: serverTime,
      viewOf: (accountId) => new AccountView(engine.state, accountId, this.reads),
      authorise: (request, permission) => {
        const now = this.checksTimestamps ? serverTime() : undefined
        return authorise(request, { keys, now, permission })
      },
    }
    const books = new DepthBooks(engine)
    const routes = [
      ...publicRoutes({ engine, market, limits, books, now: serverTime }),
      ...orderRoutes(api),
      ...replaceRoutes(api),
      ...orderListRoutes(api),
      ...accountRoutes(api),
      ...walletRoutes(api, () => this.isInMaintenance),
    ]
    return new Router(routes, binanceEnvelope)
  }
}

const MAINTENANCE = JSON.stringify({ code: 1, msg: 'System is under maintenance.' })
