import type { Market } from '../../domain/market.ts'
import type { OrderBook } from '../../domain/order-book.ts'
import { failure, success } from '../../domain/result.ts'
import type { Answer } from '../../ports/exchange-client.ts'
import type { AccountConnection } from './account-connection.ts'
import { backOffMs } from './back-off.ts'
import { guardClients } from './guard-clients.ts'
import { classifyLookup } from './order-failure.ts'
import { BOOK_LEVELS, parseOrderBook } from './parse-order-book.ts'

/** Markets whose books are kept up at the same time: the one that was read longest ago makes room. */
export const BOOKS_MAX = 10
/** A book that nothing was heard of for so long is asked for: its market may be quiet, or its stream dead. */
const LOOK_MS = 5_000
const JITTER_SEED = 2

interface KeptBook {
  readonly market: Market
  /** As ccxt has it, which goes on changing it, and when it last said so. */
  raw: unknown
  time: number
  /** What was read of it; undefined since it changed. */
  read: OrderBook | undefined
  isAsked: boolean
}

/**
 * The books of the markets that are traded, from ccxt's streams, and by request at their start, after every cut, and where
 * nothing was heard of them. They are put into our form only when they are read.
 */
export class BookKeeper {
  readonly #connection: AccountConnection
  readonly #kept = new Map<string, KeptBook>()
  readonly #cancelWaits = new Set<() => void>()
  #isStopped = false

  constructor(connection: AccountConnection) {
    this.#connection = connection
    const { publicExchange } = connection
    guardClients(publicExchange, () => this.#isStopped)
    // What ccxt asks for to begin a stream takes its turn, too.
    const fetchSafely = publicExchange.fetchRestOrderBookSafe.bind(publicExchange)
    publicExchange.fetchRestOrderBookSafe = async (...question: Parameters<typeof fetchSafely>) => {
      let answer: Awaited<ReturnType<typeof fetchSafely>>
      await connection.inTurn('market-data', async () => {
        answer = await fetchSafely(...question)
      })
      return answer
    }
  }

  /** The newest that is known, kept up from now on. */
  read(symbol: string): OrderBook | undefined {
    const market = this.#connection.market(symbol)
    if (market === undefined || this.#isStopped) return undefined
    const kept = this.#kept.get(symbol) ?? newlyKept(market)
    const isNew = !this.#kept.delete(symbol)
    this.#kept.set(symbol, kept)
    if (isNew) this.#keep(kept)
    if (kept.read === undefined && kept.raw !== undefined) this.#parse(kept)
    return kept.read
  }

  /** As it is now. */
  async fetch(market: Market): Promise<Answer<OrderBook>> {
    const before = this.read(market.symbol)
    const kept = this.#kept.get(market.symbol)
    if (kept === undefined) return failure(`there is no market ${market.symbol}`)
    const asked = await this.#ask(kept)
    if (!asked.ok) return asked
    const book = this.read(market.symbol)
    if (book !== undefined && book !== before) return success(book)
    return failure(`${this.#connection.name} told no book of ${market.symbol} that makes sense`)
  }

  stop(): void {
    this.#isStopped = true
    this.#kept.clear()
    for (const cancel of this.#cancelWaits) cancel()
    // Closing rejects what still waits for news.
    this.#connection.publicExchange.close().catch(() => undefined)
  }

  #keep(kept: KeptBook): void {
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > BOOKS_MAX && oldest !== undefined) this.#letGo(oldest)
    void this.#keepUp(kept)
    this.#lookAfter(kept)
  }

  #letGo(symbol: string): void {
    this.#kept.delete(symbol)
    const { publicExchange, facts } = this.#connection
    const canUnwatch = publicExchange.has.unWatchOrderBook === true
    if (facts.streams.bookLevels === 'none' || !canUnwatch) return
    publicExchange.unWatchOrderBook(symbol).catch(() => undefined)
  }

  #isKept(kept: KeptBook): boolean {
    return this.#kept.get(kept.market.symbol) === kept
  }

  async #keepUp(kept: KeptBook): Promise<void> {
    const { bookLevels } = this.#connection.facts.streams
    let failures = 0
    while (this.#isKept(kept)) {
      const asked = await this.#ask(kept)
      if (bookLevels === 'none') return
      const heard = asked.ok ? await this.#follow(kept, bookLevels ?? undefined) : 0
      failures = heard > 0 ? 1 : failures + 1
      await this.#pause(backOffMs(failures, 0, JITTER_SEED))
    }
  }

  /** Until the stream ends; how often it told something. */
  async #follow(kept: KeptBook, levels: number | undefined): Promise<number> {
    const { publicExchange, clock } = this.#connection
    let heard = 0
    try {
      while (this.#isKept(kept)) {
        const raw = await publicExchange.watchOrderBook(kept.market.symbol, levels)
        this.#put(kept, raw, clock.now())
        heard += 1
      }
    } catch {
      // Why does not matter: what counts is how old the book is, which its time tells.
    }
    return heard
  }

  /** What it looked like when it was asked for, or a little later. */
  async #ask(kept: KeptBook): Promise<Answer<void>> {
    const { publicExchange, clock } = this.#connection
    const askedAt = clock.now()
    kept.isAsked = true
    const answer = await this.#connection.call('market-data', () =>
      publicExchange.fetchOrderBook(kept.market.symbol, BOOK_LEVELS),
    )
    kept.isAsked = false
    if (answer.ok) {
      if (askedAt >= kept.time) this.#put(kept, answer.value, askedAt)
      return success(undefined)
    }
    const lookup = classifyLookup(answer, this.#connection.failureContext)
    this.#connection.heed(lookup)
    return failure(lookup.reason)
  }

  #put(kept: KeptBook, raw: unknown, time: number): void {
    kept.raw = raw
    kept.time = time
    kept.read = undefined
  }

  /** One that cannot be read is not shown, and soon asked for. */
  #parse(kept: KeptBook): void {
    const { raw, time, market } = kept
    const parsed = parseOrderBook({ raw, time, market })
    if (parsed.ok) kept.read = parsed.value
    else this.#put(kept, undefined, Number.NEGATIVE_INFINITY)
  }

  #lookAfter(kept: KeptBook): void {
    this.#wait(LOOK_MS, () => {
      if (!this.#isKept(kept)) return
      const isQuiet = this.#connection.clock.now() - kept.time >= LOOK_MS
      if (isQuiet && !kept.isAsked) void this.#ask(kept)
      this.#lookAfter(kept)
    })
  }

  #pause(delayMs: number): Promise<void> {
    return new Promise((resume) => {
      this.#wait(delayMs, resume)
    })
  }

  #wait(delayMs: number, callback: () => void): void {
    const cancel = this.#connection.clock.schedule(delayMs, () => {
      this.#cancelWaits.delete(cancel)
      callback()
    })
    this.#cancelWaits.add(cancel)
  }
}

function newlyKept(market: Market): KeptBook {
  const time = Number.NEGATIVE_INFINITY
  return { market, raw: undefined, time, read: undefined, isAsked: false }
}
