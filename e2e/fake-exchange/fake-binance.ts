import { accountRoutes } from './binance/account-routes.ts'
import type { BinanceApi } from './binance/binance-api.ts'
import { binanceEnvelope, describeError, rateLimitWords } from './binance/binance-errors.ts'
import { DepthBooks } from './binance/depth-books.ts'
import { listedMarket } from './binance/listed-market.ts'
import { MarketStreams } from './binance/market-streams.ts'
import { orderListRoutes } from './binance/order-list-routes.ts'
import { orderRoutes } from './binance/order-routes.ts'
import { publicRoutes } from './binance/public-routes.ts'
import { RateLimits } from './binance/rate-limits.ts'
import { replaceRoutes } from './binance/replace-routes.ts'
import { authorise } from './binance/signed-request.ts'
import { walletRoutes } from './binance/wallet-routes.ts'
import { WebSocketApi } from './binance/websocket-api.ts'
import type { Fault, FaultTarget } from './faults.ts'
import { LISTED_SYMBOLS } from './listed-symbols.ts'
import { MarketClock } from './market-clock.ts'
import { AccountView, type Staleness } from './matching/account-view.ts'
import { amount } from './matching/amount.ts'
import { MatchingEngine } from './matching/matching-engine.ts'
import type { Order, Side } from './matching/order.ts'
import { ApiError } from './server/api-error.ts'
import { type ApiKey, ApiKeys, type Permission } from './server/api-keys.ts'
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

interface ManualOrder {
  readonly symbol: string
  readonly side: Side
  readonly quantity: string
  /** A market order when there is none. */
  readonly price?: string
}

/** The account and key that exist from the start. */
export const MAIN_ACCOUNT = 'main'
export const API_KEY = 'fake-binance-key'
export const API_SECRET = 'fake-binance-secret'

const TICK_MS = 100
const TICKS_PER_SECOND = 10
/** "Service restart", in the words of WebSockets. */
const CLOSED_FOR_SERVICE = 1012
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
  /** How old the answers to private reads are. */
  reads: Staleness = { kind: 'fresh' }
  readonly userStreams: WebSocketApi
  readonly marketStreams: MarketStreams
  readonly #router: Router
  readonly #books: DepthBooks
  #isInMaintenance = false
  #ticking: NodeJS.Timeout | undefined
  #ticks = 0

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
    this.#books = new DepthBooks(this.engine)
    this.#router = this.#makeRouter()
    this.marketStreams = new MarketStreams(this.market, this.#books)
    this.userStreams = new WebSocketApi({
      keys: this.keys,
      answer: (request) => this.answerRequest(request),
      authorise: (request) => this.#authorise(request, 'read'),
    })
    this.server = new ExchangeServer({
      answer: (request) => this.answerRequest(request),
      rateLimitWords,
      streamFor: (path) => (path.startsWith('/ws-api/') ? this.userStreams : this.marketStreams),
    })
    this.engine.onEvent((event) => {
      this.userStreams.publish(event)
      if (event.kind === 'price') this.marketStreams.tell(event.symbol)
    })
  }

  get faults(): ExchangeServer['faults'] {
    return this.server.faults
  }

  /** Paths with their queries, oldest first. */
  get requests(): string[] {
    return this.server.requests
  }

  get streams(): ExchangeServer['streams'] {
    return this.server.streams
  }

  /** Listens on the loopback interface and returns its address. */
  async start(port = 0): Promise<string> {
    this.#ticking = setInterval(() => this.#tick(), TICK_MS).unref()
    return this.server.start(port)
  }

  get url(): string {
    return this.server.url
  }

  stop(): Promise<void> {
    clearInterval(this.#ticking)
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

  /** From now on private reads answer as things are at this moment, until `reads` is set anew. */
  freezeReads(): void {
    this.reads = { kind: 'frozen', sequence: this.engine.state.log.sequence }
  }

  /** An order that no program of ours sent: placed in the exchange's own application, say. */
  placeManually({ symbol, side, quantity, price }: ManualOrder): Order {
    const clientOrderId = `web_${this.engine.state.nextId()}`
    const common = {
      accountId: MAIN_ACCOUNT,
      clientOrderId,
      symbol,
      side,
      origin: 'manual',
    } as const
    const kind =
      price === undefined
        ? ({ type: 'market' } as const)
        : ({ type: 'limit', price: amount(price) } as const)
    const placed = this.engine.place({ ...common, ...kind, quantity: amount(quantity) })
    if (!placed.ok) throw new Error(`the order is rejected: ${placed.error.kind}`)
    return placed.value
  }

  get isInMaintenance(): boolean {
    return this.#isInMaintenance
  }

  /** While it lasts everybody is turned away, and streams are closed. */
  setMaintenance(isInMaintenance: boolean): void {
    this.#isInMaintenance = isInMaintenance
    this.streams.refuses = isInMaintenance
    if (isInMaintenance) this.streams.close(CLOSED_FOR_SERVICE)
  }

  #serverTime(): number {
    return this.clock.now() + this.clockSkewMs
  }

  #authorise(request: WireRequest, permission: Permission): ApiKey {
    const now = this.checksTimestamps ? this.#serverTime() : undefined
    return authorise(request, { keys: this.keys, now, permission })
  }

  /** The market goes on although nobody asks, and streams speak at least every second. */
  #tick(): void {
    this.market.follow()
    this.#ticks += 1
    if (this.#ticks % TICKS_PER_SECOND !== 0) return
    for (const symbol of this.market.symbols) this.marketStreams.tell(symbol)
  }

  #makeRouter(): Router {
    const { engine, market, limits } = this
    const serverTime = () => this.#serverTime()
    const api: BinanceApi = {
      engine,
      now: serverTime,
      viewOf: (accountId) => new AccountView(engine.state, accountId, this.reads),
      authorise: (request, permission) => this.#authorise(request, permission),
    }
    const books = this.#books
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
