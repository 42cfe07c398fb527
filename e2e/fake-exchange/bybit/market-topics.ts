import type { MatchingEngine } from '../matching/matching-engine.ts'
import { differenceOf, type OrderBook, orderBook } from '../order-books.ts'
import type { SyntheticMarket } from '../synthetic-market.ts'
import { describeKline, describeTicker, INTERVALS_MS, priceText } from './market-words.ts'

const DEPTHS = ['1', '50', '200', '1000']
/** After a jump in time only so many closed candles are told of. */
const CLOSED_MAX = 100
const TRADE_SIZE = '0.01'

interface BookTold {
  readonly book: OrderBook
  readonly updateId: number
}

/** What each public topic has to say. */
export class MarketTopics {
  readonly #engine: MatchingEngine
  readonly #market: SyntheticMarket
  readonly #books = new Map<string, BookTold>()
  /** The candle that was forming when a topic last spoke. */
  readonly #forming = new Map<string, number>()
  #tradeId = 1_000_000

  constructor(engine: MatchingEngine, market: SyntheticMarket) {
    this.#engine = engine
    this.#market = market
  }

  has(topic: string): boolean {
    const [kind, ...rest] = topic.split('.')
    const symbol = rest.at(-1) ?? ''
    if (!this.#market.lists(symbol)) return false
    if (kind === 'orderbook') return rest.length === 2 && DEPTHS.includes(rest[0] ?? '')
    if (kind === 'kline') return rest.length === 2 && Object.hasOwn(INTERVALS_MS, rest[0] ?? '')
    return rest.length === 1 && (kind === 'publicTrade' || kind === 'tickers')
  }

  /** For one who has just subscribed. */
  first(topic: string): readonly object[] {
    return topic.startsWith('orderbook.') ? [this.#snapshot(topic)] : this.next(topic)
  }

  /** What is new since the last time. */
  next(topic: string): readonly object[] {
    const [kind, ...rest] = topic.split('.')
    const symbol = rest.at(-1) ?? ''
    switch (kind) {
      case 'orderbook':
        return this.#delta(topic)
      case 'kline':
        return this.#klines(topic, symbol, rest[0] ?? '')
      case 'publicTrade':
        return [this.#message(topic, 'snapshot', [this.#trade(symbol)])]
      default:
        return [
          {
            ...this.#message(topic, 'snapshot', describeTicker(symbol, this.#market)),
            cs: this.#sequence(),
          },
        ]
    }
  }

  #message(topic: string, type: 'snapshot' | 'delta', data: unknown): object {
    return { topic, type, ts: this.#market.now(), data }
  }

  /** One number over all that happens. */
  #sequence(): number {
    return this.#engine.state.log.sequence
  }

  #trade(symbol: string): object {
    this.#tradeId += 1
    return {
      i: `2290000000${this.#tradeId}`,
      T: this.#market.now(),
      p: priceText(this.#market.lastPrice(symbol)),
      v: TRADE_SIZE,
      S: 'Buy',
      s: symbol,
      BT: false,
      RPI: false,
      seq: this.#sequence(),
    }
  }

  #snapshot(topic: string): object {
    const told = this.#books.get(topic) ?? { book: this.#bookNow(topic), updateId: 1_000 }
    this.#books.set(topic, told)
    return this.#bookMessage(topic, 'snapshot', told)
  }

  #delta(topic: string): readonly object[] {
    const before = this.#books.get(topic)
    if (!before) return [this.#snapshot(topic)]
    const after = this.#bookNow(topic)
    const book = differenceOf(before.book, after)
    if (book.bids.length + book.asks.length === 0) return []
    const updateId = before.updateId + 1
    this.#books.set(topic, { book: after, updateId })
    return [this.#bookMessage(topic, 'delta', { book, updateId })]
  }

  #bookNow(topic: string): OrderBook {
    const [, depth, symbol = ''] = topic.split('.')
    return orderBook(this.#engine, symbol, Number(depth))
  }

  #bookMessage(topic: string, type: 'snapshot' | 'delta', { book, updateId }: BookTold): object {
    const [, , symbol = ''] = topic.split('.')
    const data = { s: symbol, b: book.bids, a: book.asks, u: updateId, seq: this.#sequence() }
    return { ...this.#message(topic, type, data), cts: this.#market.now() }
  }

  /** The candles that have closed since the last time, and the one that forms. */
  #klines(topic: string, symbol: string, interval: string): readonly object[] {
    const intervalMs = INTERVALS_MS[interval] ?? 0
    const now = this.#market.now()
    const startTime = this.#forming.get(topic) ?? Math.floor(now / intervalMs) * intervalMs
    const query = { intervalMs, startTime, endTime: undefined, limit: CLOSED_MAX }
    const klines = this.#market.klines(symbol, query)
    this.#forming.set(topic, klines.at(-1)?.openTime ?? startTime)
    return klines.map((kline) =>
      this.#message(topic, 'snapshot', [describeKline(kline, { interval, intervalMs, now })]),
    )
  }
}
