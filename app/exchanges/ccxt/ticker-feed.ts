import type { Exchange } from 'ccxt'
import type { Clock } from '../../ports/clock.ts'
import { backOffMs } from './back-off.ts'
import type { TakeTurn } from './candle-client.ts'
import { classifyError, type ExchangeFailure } from './exchange-failure.ts'
import { tapTickers } from './tap-tickers.ts'
import type { TickerBook } from './ticker-book.ts'

/** Streams tell of changes in between; what was quiet, or lost in a cut, shows by then. */
const ASK_EVERY_MS = 30_000
/** A stream is looked at so often; its tickers are taken at once whoever looks. */
const LOOK_EVERY_MS = 1_000
const JITTER_SEED = 3
/** Where an exchange tells of one market at a time. */
const ASKED_ONE_BY_ONE_MAX = 20
/** In one subscription. Bybit takes no more. */
const SUBSCRIBED_MAX: Readonly<Record<string, number>> = { bybit: 10, bybiteu: 10, bybitid: 10 }
const SUBSCRIBED_MAX_DEFAULT = 200

interface TickerFeedParts {
  readonly exchange: Exchange
  readonly clock: Clock
  readonly takeTurn: TakeTurn
  readonly book: TickerBook
}

/** Tickers of many markets on few sockets: streamed, and asked for at the start, after every cut, and now and then. */
export class TickerFeed {
  readonly #parts: TickerFeedParts
  readonly #cancelWaits = new Set<() => void>()
  #followed: readonly string[] = []
  #looked: readonly string[] = []
  #trouble: ExchangeFailure | null = null
  #askSoon: () => void = () => undefined
  #isStopped = false

  constructor(parts: TickerFeedParts) {
    this.#parts = parts
    const { exchange, clock, book } = parts
    tapTickers(exchange, (symbol, raw) => book.hear(symbol, raw, clock.now()))
  }

  start(): void {
    void this.#keepAsking()
  }

  stop(): void {
    this.#isStopped = true
    this.#followed = []
    for (const cancel of this.#cancelWaits) cancel()
    this.#cancelWaits.clear()
    // It may never have been opened.
    this.#parts.exchange.close().catch(() => undefined)
  }

  /** Why the newest prices cannot be had; null when they can. */
  get trouble(): ExchangeFailure | null {
    return this.#trouble
  }

  /** What is on the screen: asked for where the exchange does not tell of all markets at once. */
  look(symbols: readonly string[]): void {
    this.#looked = symbols
  }

  /** Streams these from now on, and no others. */
  follow(symbols: readonly string[]): void {
    const { exchange } = this.#parts
    if (symbols.join() === this.#followed.join() || this.#isStopped) return
    const before = this.#followed
    this.#followed = symbols
    if (exchange.has.watchTickers !== true) return
    this.#letGo(before)
    for (const part of this.#parted(symbols)) void this.#keepFollowing(part, symbols)
  }

  async #keepAsking(): Promise<void> {
    let failures = 0
    while (!this.#isStopped) {
      const trouble = await this.#ask()
      this.#trouble = trouble
      failures = trouble === null ? 0 : failures + 1
      await this.#pauseUnlessCalled(
        failures === 0
          ? ASK_EVERY_MS
          : backOffMs(failures, trouble?.retryAfterMs ?? 0, JITTER_SEED),
      )
    }
  }

  async #ask(): Promise<ExchangeFailure | null> {
    const { exchange, clock, takeTurn, book } = this.#parts
    const askedAt = clock.now()
    try {
      const told = await takeTurn(async () => {
        // A failed attempt is remembered by ccxt for ever, unless it is told to reload.
        if (!exchange.markets) await exchange.loadMarkets(true)
        return this.#fetch()
      })
      for (const [symbol, raw] of entriesOf(told)) book.hear(symbol, raw, askedAt)
      return null
    } catch (error) {
      return classifyError(error, exchange.last_response_headers, clock.now())
    }
  }

  async #fetch(): Promise<unknown> {
    const { exchange } = this.#parts
    if (exchange.has.fetchTickers === true) return exchange.fetchTickers()
    const wanted = [...new Set([...this.#looked, ...this.#followed])].slice(0, ASKED_ONE_BY_ONE_MAX)
    const tickers: Record<string, unknown> = {}
    for (const symbol of wanted) tickers[symbol] = await exchange.fetchTicker(symbol)
    return tickers
  }

  async #keepFollowing(part: readonly string[], all: readonly string[]): Promise<void> {
    const isWanted = () => this.#followed === all
    let failures = 0
    while (isWanted()) {
      const heard = await this.#followOnce(part, isWanted)
      failures = heard ? 1 : failures + 1
      if (!isWanted()) return
      // What was missed meanwhile is asked for at once.
      this.#askSoon()
      await this.#pause(backOffMs(failures, 0, JITTER_SEED))
    }
  }

  /** Until the socket ends, or another takes its place; whether it told anything. */
  async #followOnce(part: readonly string[], isWanted: () => boolean): Promise<boolean> {
    const { exchange } = this.#parts
    let heard = false
    try {
      if (!exchange.markets) await this.#parts.takeTurn(() => exchange.loadMarkets(true))
      let sockets: readonly unknown[] | null = null
      while (isWanted()) {
        await exchange.watchTickers([...part])
        heard = true
        const now = Object.values(exchange.clients)
        // ccxt opens a new socket by itself when the old one ended while nobody looked.
        if (sockets?.some((socket) => !now.includes(socket as never))) return true
        sockets = now
        await this.#pause(LOOK_EVERY_MS)
      }
    } catch {
      // Why it ended does not matter: what counts is how old the prices are.
    }
    return heard
  }

  #letGo(symbols: readonly string[]): void {
    const { exchange } = this.#parts
    if (exchange.has.unWatchTickers !== true) return
    for (const part of this.#parted(symbols)) {
      exchange.unWatchTickers([...part]).catch(() => undefined)
    }
  }

  #parted(symbols: readonly string[]): readonly (readonly string[])[] {
    const size = SUBSCRIBED_MAX[this.#parts.exchange.id] ?? SUBSCRIBED_MAX_DEFAULT
    const parts = Math.ceil(symbols.length / size)
    return Array.from({ length: parts }, (_, part) => symbols.slice(part * size, (part + 1) * size))
  }

  #pauseUnlessCalled(delayMs: number): Promise<void> {
    return new Promise((resume) => {
      const cancel = this.#wait(delayMs, resume)
      this.#askSoon = () => {
        cancel()
        resume()
      }
    })
  }

  #pause(delayMs: number): Promise<void> {
    return new Promise((resume) => {
      this.#wait(delayMs, resume)
    })
  }

  #wait(delayMs: number, callback: () => void): () => void {
    if (this.#isStopped) return () => undefined
    const cancel = this.#parts.clock.schedule(delayMs, () => {
      this.#cancelWaits.delete(cancel)
      callback()
    })
    this.#cancelWaits.add(cancel)
    return cancel
  }
}

function entriesOf(tickers: unknown): readonly (readonly [string, unknown])[] {
  return typeof tickers === 'object' && tickers !== null ? Object.entries(tickers) : []
}
