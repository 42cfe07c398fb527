import type { ExchangeCore } from './exchange-core.ts'
import type { Fault, Faults, FaultTarget } from './faults.ts'
import type { MarketClock } from './market-clock.ts'
import type { EngineEvent } from './matching/event-log.ts'
import type { MatchingEngine } from './matching/matching-engine.ts'
import type { Order } from './matching/order.ts'
import { type ManualOrder, placeManually } from './matching/place-manually.ts'
import type { ApiKeys } from './server/api-keys.ts'
import type { ExchangeConditions } from './server/exchange-conditions.ts'
import { ExchangeServer, type Protocol } from './server/exchange-server.ts'
import type { StreamServer } from './server/stream-server.ts'
import type { SyntheticMarket } from './synthetic-market.ts'

/** The account that exists from the start. */
export const MAIN_ACCOUNT = 'main'

const TICK_MS = 100
const TICKS_PER_SECOND = 10
/** "Service restart", in the words of WebSockets. */
const CLOSED_FOR_SERVICE = 1012

interface Wiring {
  readonly protocol: Protocol
  /** Tells the streams of accounts and prices what happened. */
  readonly onEvent: (event: EngineEvent) => void
  /** Market streams speak of a symbol although nothing happened. */
  readonly onSecond: (symbol: string) => void
}

/** A loopback server of any exchange. Time, prices, faults and whether it can be reached are in the test's hands. */
export class FakeExchange {
  readonly clock: MarketClock
  /** Accounts, orders and fills: deposits, fills by hand, changed rules. */
  readonly engine: MatchingEngine
  /** Prices, as candles say or as a test sets them. */
  readonly market: SyntheticMarket
  readonly keys: ApiKeys
  readonly conditions: ExchangeConditions
  readonly server: ExchangeServer
  readonly #onSecond: (symbol: string) => void
  #ticking: NodeJS.Timeout | undefined
  #ticks = 0

  constructor(core: ExchangeCore, { protocol, onEvent, onSecond }: Wiring) {
    this.clock = core.clock
    this.engine = core.engine
    this.market = core.market
    this.keys = core.keys
    this.conditions = core.conditions
    this.server = new ExchangeServer(protocol)
    this.#onSecond = onSecond
    this.engine.onEvent(onEvent)
  }

  get faults(): Faults {
    return this.server.faults
  }

  get streams(): StreamServer {
    return this.server.streams
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

  /** Everything is well again, but for keys, rules and connections that are gone. */
  calm(): void {
    this.faults.clear()
    this.streams.faults.clear()
    this.streams.refuses = false
    this.conditions.clockSkewMs = 0
    this.conditions.reads = { kind: 'fresh' }
    this.conditions.isInMaintenance = false
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
    for (const symbol of this.market.symbols) this.#onSecond(symbol)
  }
}
