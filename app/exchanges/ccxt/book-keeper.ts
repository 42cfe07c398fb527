import type { Market } from '../../domain/market.ts'
import type { OrderBook } from '../../domain/order-book.ts'
import { failure, success } from '../../domain/result.ts'
import type { Answer } from '../../ports/exchange-client.ts'
import type { StreamHealth } from '../../ports/exchange-health.ts'
import type { AccountConnection } from './account-connection.ts'
import { askBook } from './ask-book.ts'
import { KeptStream } from './kept-stream.ts'
import { BOOK_LEVELS, parseOrderBook } from './parse-order-book.ts'
import { proveBooks } from './prove-books.ts'

/** Markets whose books are kept up at the same time: the one that was read longest ago makes room. */
export const BOOKS_MAX = 10
const QUIET_MS = 5_000
const FOLLOW_EVERY_MS = 100

/** A book as ccxt told it. */
interface ToldBook {
  readonly market: Market
  raw: unknown
  /** Whether it is ccxt's own, which its stream goes on changing. */
  isStreamed: boolean
  /** ccxt has been seen to list it among its books, which is where one that it throws away is missing. */
  isListed: boolean
}

interface KeptBook extends ToldBook {
  readonly stream: KeptStream
  time: number
  /** What was read of it; undefined since it changed. */
  read: OrderBook | undefined
}

/** The books of the markets that are traded. They are put into our form only when they are read. */
export class BookKeeper {
  readonly #connection: AccountConnection
  readonly #onDropped: (symbol: string) => void
  readonly #kept = new Map<string, KeptBook>()

  constructor(connection: AccountConnection, onDropped: (symbol: string) => void) {
    this.#connection = connection
    this.#onDropped = onDropped
    const { publicExchange, facts } = connection
    if (facts.streams.bookProof) proveBooks(publicExchange, facts.streams.bookProof)
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
    const kept = this.#keptOf(symbol)
    if (kept === undefined) return undefined
    if (this.#isTorn(kept)) {
      this.#forget(kept)
      this.#onDropped(symbol)
    }
    if (kept.read === undefined && kept.raw !== undefined) this.#parse(kept)
    return kept.read
  }

  /** As it is now. */
  async fetch({ symbol }: Market): Promise<Answer<OrderBook>> {
    const { name } = this.#connection
    const before = this.read(symbol)
    const kept = this.#keptOf(symbol)
    if (kept === undefined) return failure(`${name} has no market ${symbol}`)
    const asked = await kept.stream.ask()
    if (!asked.ok) return asked
    const book = this.read(symbol)
    if (book !== undefined && book !== before) return success(book)
    return failure(`${name} told no book of ${symbol} that makes sense`)
  }

  health(): readonly StreamHealth[] {
    const check = this.#connection.facts.streams.bookCheck
    return [...this.#kept].map(([symbol, { stream }]) => ({
      ...{ news: 'order book' as const, symbol, check },
      ...stream.health(),
    }))
  }

  stop(): void {
    for (const { stream } of this.#kept.values()) stream.stop()
    this.#kept.clear()
  }

  /** The one that was read last is the last in the map. */
  #keptOf(symbol: string): KeptBook | undefined {
    const kept = this.#kept.get(symbol)
    if (kept === undefined) return this.#keep(symbol)
    this.#kept.delete(symbol)
    this.#kept.set(symbol, kept)
    return kept
  }

  #keep(symbol: string): KeptBook | undefined {
    const { facts, publicExchange } = this.#connection
    const market = this.#connection.market(symbol)
    if (market === undefined) return undefined
    const { bookLevels } = facts.streams
    const stream = new KeptStream({
      clock: this.#connection.clock,
      ask: () => this.#connection.askMarket(() => askBook(publicExchange, symbol, BOOK_LEVELS)),
      watch:
        bookLevels === 'none'
          ? null
          : () => publicExchange.watchOrderBook(symbol, bookLevels ?? undefined),
      quietMs: QUIET_MS,
      followEveryMs: FOLLOW_EVERY_MS,
      onNews: (raw, time, isStreamed) => {
        const news = { raw, isStreamed, market, isListed: kept.isListed }
        if (this.#isTorn(news)) return
        Object.assign(kept, { raw, time, isStreamed, read: undefined })
        kept.isListed ||= publicExchange.orderbooks[symbol] === raw
      },
    })
    const none = { raw: undefined, time: 0, isStreamed: false, isListed: false, read: undefined }
    const kept: KeptBook = { market, stream, ...none }
    this.#kept.set(symbol, kept)
    if (this.#kept.size > BOOKS_MAX) this.#letGoOldest()
    stream.start()
    return kept
  }

  #letGoOldest(): void {
    const [oldest] = this.#kept.values()
    if (oldest === undefined) return
    const { symbol } = oldest.market
    oldest.stream.stop()
    this.#kept.delete(symbol)
    const { publicExchange, facts } = this.#connection
    const canUnwatch = publicExchange.has.unWatchOrderBook === true
    if (facts.streams.bookLevels === 'none' || !canUnwatch) return
    publicExchange.unWatchOrderBook(symbol).catch(() => undefined)
  }

  /** One that cannot be read is not shown. */
  #parse(kept: KeptBook): void {
    const parsed = parseOrderBook(kept)
    if (parsed.ok) kept.read = parsed.value
    else this.#forget(kept)
  }

  #forget(kept: KeptBook): void {
    Object.assign(kept, { raw: undefined, read: undefined, isStreamed: false })
    kept.stream.forget()
  }

  /** ccxt puts a change into its book before it looks whether one is missing, and then throws the book away. */
  #isTorn({ market: { symbol }, raw, isStreamed, isListed }: ToldBook): boolean {
    const { orderbooks } = this.#connection.publicExchange
    return isStreamed && isListed && orderbooks[symbol] !== raw
  }
}
