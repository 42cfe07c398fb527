import { rateLimitWords } from './binance/binance-errors.ts'
import { BinanceRest } from './binance/binance-rest.ts'
import { DepthBooks } from './binance/depth-books.ts'
import { listedMarket } from './binance/listed-market.ts'
import { MarketStreams } from './binance/market-streams.ts'
import type { RateLimits } from './binance/rate-limits.ts'
import { WebSocketApi } from './binance/websocket-api.ts'
import type { Fault, Faults, FaultTarget } from './faults.ts'
import { LISTED_SYMBOLS } from './listed-symbols.ts'
import { MarketClock } from './market-clock.ts'
import { MatchingEngine } from './matching/matching-engine.ts'
import type { Order } from './matching/order.ts'
import { type ManualOrder, placeManually } from './matching/place-manually.ts'
import { ApiKeys } from './server/api-keys.ts'
import type { ExchangeConditions } from './server/exchange-conditions.ts'
import { ExchangeServer } from './server/exchange-server.ts'
import type { Answer } from './server/router.ts'
import type { StreamServer } from './server/stream-server.ts'
import { wireRequest } from './server/wire-request.ts'
import { SyntheticMarket } from './synthetic-market.ts'

interface FakeBinanceOptions {
  /** Same seed, same market. */
  readonly seed?: number
  /** Market time at the start; the present when not given. */
  readonly startTime?: number
  /** How many times faster than real time: at 60 a one-minute candle closes every second. */
  readonly speed?: number
  /** Real time, by which allowances are counted. */
  readonly wallNow?: () => number
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
  /** Accounts, orders and fills: deposits, fills by hand, changed rules. */
  readonly engine: MatchingEngine
  /** Prices, as candles say or as a test sets them. */
  readonly market: SyntheticMarket
  readonly keys = new ApiKeys()
  readonly conditions: ExchangeConditions
  readonly rest: BinanceRest
  readonly userStreams: WebSocketApi
  readonly marketStreams: MarketStreams
  readonly server: ExchangeServer
  #ticking: NodeJS.Timeout | undefined
  #ticks = 0

  constructor({
    seed = 1,
    wallNow = Date.now,
    startTime = wallNow(),
    speed = 1,
  }: FakeBinanceOptions = {}) {
    this.clock = new MarketClock(startTime, speed)
    const now = () => this.clock.now()
    this.conditions = {
      clockSkewMs: 0,
      checksTimestamps: speed === 1,
      reads: { kind: 'fresh' },
      isInMaintenance: false,
    }
    this.engine = new MatchingEngine({ now, clientIdRule: 'unique-while-open' })
    for (const listed of LISTED_SYMBOLS) this.engine.list(listedMarket(listed))
    this.market = new SyntheticMarket({ seed, engine: this.engine, now })
    this.keys.issue(API_KEY, API_SECRET, { accountId: MAIN_ACCOUNT })
    const books = new DepthBooks(this.engine)
    const { engine, market, keys, clock, conditions } = this
    this.rest = new BinanceRest({ engine, market, keys, clock, conditions, books, wallNow })
    this.marketStreams = new MarketStreams(this.market, books)
    this.userStreams = new WebSocketApi({
      keys: this.keys,
      answer: (request) => this.rest.answerWithinLimits(request),
      authorise: (request) => this.rest.authorise(request, 'read'),
    })
    this.server = new ExchangeServer({
      answer: (request) => this.rest.answerWithinLimits(request),
      rateLimitWords,
      streamFor: (path) => (path.startsWith('/ws-api/') ? this.userStreams : this.marketStreams),
    })
    this.engine.onEvent((event) => {
      this.userStreams.publish(event)
      if (event.kind === 'price') this.marketStreams.tell(event.symbol)
    })
  }

  get faults(): Faults {
    return this.server.faults
  }

  get streams(): StreamServer {
    return this.server.streams
  }

  get limits(): RateLimits {
    return this.rest.limits
  }

  /** Paths with their queries, oldest first. */
  get requests(): string[] {
    return this.server.requests
  }

  get url(): string {
    return this.server.url
  }

  /** Listens on the loopback interface and returns its address. */
  start(port = 0): Promise<string> {
    clearInterval(this.#ticking)
    this.#ticking = setInterval(() => this.#tick(), TICK_MS).unref()
    return this.server.start(port)
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

  /** About this share of requests and of stream events goes wrong from now on, the same ones for the same seed. */
  chaos(seed: number, rate: number): void {
    this.faults.chaos(seed, rate)
    this.streams.faults.chaos(seed, rate)
  }

  /** Everything is well again. */
  calm(): void {
    this.faults.clear()
    this.streams.faults.clear()
    this.streams.refuses = false
    this.conditions.clockSkewMs = 0
    this.conditions.reads = { kind: 'fresh' }
    this.conditions.isInMaintenance = false
    this.limits.clear()
  }

  /** What is answered to a request, without a network and without limits. */
  answer(path: string, method = 'GET'): Answer {
    return this.rest.answer(wireRequest(path, method))
  }

  /** From now on private reads answer as things are at this moment, until `conditions.reads` is set anew. */
  freezeReads(): void {
    this.conditions.reads = { kind: 'frozen', sequence: this.engine.state.log.sequence }
  }

  /** An order that no program of ours sent: placed in the exchange's own application, say. */
  placeManually(order: ManualOrder): Order {
    return placeManually(this.engine, MAIN_ACCOUNT, order)
  }

  /** While it lasts everybody is turned away, and streams are closed. */
  setMaintenance(isInMaintenance: boolean): void {
    this.conditions.isInMaintenance = isInMaintenance
    this.streams.refuses = isInMaintenance
    if (isInMaintenance) this.streams.close(CLOSED_FOR_SERVICE)
  }

  /** The market goes on although nobody asks, and streams speak at least every second. */
  #tick(): void {
    this.market.follow()
    this.#ticks += 1
    if (this.#ticks % TICKS_PER_SECOND !== 0) return
    for (const symbol of this.market.symbols) this.marketStreams.tell(symbol)
  }
}
