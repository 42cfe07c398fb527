import type { Exchange } from 'ccxt'
import type { Problem, Result } from '../../domain/result.ts'
import { failure, success } from '../../domain/result.ts'
import type { Timeframe } from '../../domain/timeframe.ts'
import { timeframeMs } from '../../domain/timeframe.ts'
import type { Clock } from '../../ports/clock.ts'
import { CandleClient, type TakeTurn } from './candle-client.ts'
import { DeliveryTurns } from './delivery-turns.ts'
import { failureProblem, misunderstood } from './exchange-failure.ts'
import { guardClients } from './guard-clients.ts'
import { loadExchange } from './load-exchange.ts'
import { type OhlcvRow, parseOhlcv } from './ohlcv.ts'
import { pacedTurns } from './paced-turns.ts'
import { SparkLines } from './spark-lines.ts'
import { TickerBook, type TickerSeen } from './ticker-book.ts'
import { TickerFeed } from './ticker-feed.ts'
import { type TradeSeen, TradeTape } from './trade-tape.ts'

/** A price that nobody has confirmed for so long is an old one, though the exchange can be reached. */
const OLD_AFTER_MS = 75_000
/** Trades that nobody looks at are not followed. */
const UNSEEN_MS_MAX = 15_000

interface KeptTape {
  readonly tape: TradeTape
  seenAt: number
}

export interface WatchChoice {
  readonly exchangeId: string
  /** Instead of the exchange's own address. */
  readonly baseUrl: string | undefined
  readonly clock: Clock
}

export interface MarketSeen {
  /** Undefined where nothing was heard yet. */
  readonly ticker: TickerSeen | undefined
  readonly isOld: boolean
  readonly spark: readonly number[]
}

export interface TradesSeen {
  /** The newest first. */
  readonly trades: readonly TradeSeen[]
  readonly isOld: boolean
}

/** The newest, the last that open before a time, or the first that open after one. */
type CandlesEdge =
  | { readonly kind: 'newest' }
  | { readonly kind: 'before' | 'after'; readonly time: number }

export interface CandlesWish {
  readonly symbol: string
  readonly timeframe: Timeframe
  readonly edge: CandlesEdge
  readonly count: number
}

/** The public markets of one exchange, for somebody who looks at them; nothing of an account is near. */
export class WatchedExchange {
  readonly #exchange: Exchange
  readonly #clock: Clock
  readonly #takeTurn: TakeTurn
  readonly #book = new TickerBook()
  readonly #feed: TickerFeed
  readonly #sparks: SparkLines
  readonly #tapes = new Map<string, KeptTape>()
  readonly #abort: AbortController

  private constructor(exchange: Exchange, { exchangeId, clock }: WatchChoice) {
    this.#exchange = exchange
    this.#clock = clock
    this.#abort = new AbortController()
    const { signal } = this.#abort
    guardClients(exchange, new DeliveryTurns(), () => signal.aborted)
    const takeTurn = pacedTurns(exchange, { exchangeId, clock, signal })
    this.#takeTurn = takeTurn
    this.#feed = new TickerFeed({ exchange, clock, takeTurn, book: this.#book })
    this.#sparks = new SparkLines(exchange, clock, takeTurn)
    this.#feed.start()
  }

  static async open(choice: WatchChoice): Promise<Result<WatchedExchange, Problem>> {
    const { exchangeId, baseUrl } = choice
    const loaded = await loadExchange({ exchangeId, baseUrl, isPaced: true })
    return loaded.ok ? success(new WatchedExchange(loaded.value, choice)) : loaded
  }

  get name(): string {
    return String(this.#exchange.name)
  }

  /** Why the newest prices cannot be had; null when they can. */
  trouble(): Problem | null {
    const { trouble } = this.#feed
    return trouble && failureProblem(this.name, trouble)
  }

  /** Streams the prices of these from now on. */
  follow(symbols: readonly string[]): void {
    this.#feed.follow(symbols)
  }

  /** What is known of these; what is not known is asked for. */
  look(symbols: readonly string[]): readonly MarketSeen[] {
    this.#feed.look(symbols)
    this.#letGoUnseenTrades()
    const sparks = this.#sparks.look(symbols)
    const oldBefore = this.#clock.now() - OLD_AFTER_MS
    const isCut = this.#feed.trouble !== null
    return symbols.map((symbol, index) => {
      const ticker = this.#book.read(symbol)
      const isOld = ticker !== undefined && (isCut || ticker.heardAt < oldBefore)
      return { ticker, isOld, spark: sparks[index] ?? [] }
    })
  }

  /** Candles of any market, the youngest still forming; empty where there are none beyond the edge. */
  async candles(wish: CandlesWish): Promise<Result<readonly OhlcvRow[], Problem>> {
    const { symbol, timeframe, edge, count } = wish
    const exchange = this.#exchange
    const client = new CandleClient({
      ...{ exchange, symbol, timeframe, clock: this.#clock },
      takeTurn: this.#takeTurn,
    })
    const limit = Math.min(count, client.pageLimit)
    const since = sinceOf(edge, limit * timeframeMs(timeframe))
    const answer = await client.ask(() => exchange.fetchOHLCV(symbol, timeframe, since, limit))
    if (!answer.ok) return failure(failureProblem(this.name, answer.error))
    const rows = parseOhlcv(answer.value, timeframe)
    if (!rows.ok) return failure(failureProblem(this.name, misunderstood(`sent ${rows.error}`)))
    return success(rows.value.filter(([openTime]) => isBeyond(edge, openTime)))
  }

  /** The last trades of a market, followed from now on for as long as they are looked at. */
  trades(symbol: string, count: number): TradesSeen {
    const kept = this.#tapes.get(symbol) ?? this.#followTrades(symbol)
    kept.seenAt = this.#clock.now()
    this.#letGoUnseenTrades()
    return { trades: kept.tape.newest(count), isOld: kept.tape.isStale }
  }

  #followTrades(symbol: string): KeptTape {
    const [exchange, clock, takeTurn] = [this.#exchange, this.#clock, this.#takeTurn]
    const tape = new TradeTape({ exchange, symbol, clock, takeTurn })
    const kept = { tape, seenAt: clock.now() }
    this.#tapes.set(symbol, kept)
    tape.start()
    return kept
  }

  #letGoUnseenTrades(): void {
    const canUnwatch = this.#exchange.has.unWatchTrades === true
    for (const [symbol, { tape, seenAt }] of this.#tapes) {
      if (this.#clock.now() - seenAt <= UNSEEN_MS_MAX) continue
      tape.stop()
      this.#tapes.delete(symbol)
      if (canUnwatch) this.#exchange.unWatchTrades(symbol).catch(() => undefined)
    }
  }

  close(): void {
    this.#abort.abort()
    for (const { tape } of this.#tapes.values()) tape.stop()
    this.#feed.stop()
  }
}

function sinceOf(edge: CandlesEdge, pageMs: number): number | undefined {
  if (edge.kind === 'newest') return undefined
  return edge.kind === 'before' ? edge.time - pageMs : edge.time + 1
}

function isBeyond(edge: CandlesEdge, openTime: number): boolean {
  if (edge.kind === 'newest') return true
  return edge.kind === 'before' ? openTime < edge.time : openTime > edge.time
}
