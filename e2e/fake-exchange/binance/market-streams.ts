import { INTERVALS_MS } from '../market-data.ts'
import { parseRecord } from '../server/parse-json.ts'
import type { StreamConnection } from '../server/stream-connection.ts'
import type { StreamHandler } from '../server/stream-server.ts'
import type { SyntheticMarket } from '../synthetic-market.ts'
import type { DepthBooks } from './depth-books.ts'
import {
  aggregateTradeEvent,
  bookTickerEvent,
  klineEvent,
  miniTickerEvent,
  tickerEvent,
  tradeEvent,
} from './market-events.ts'
import type { PublicTrades } from './public-trades.ts'

interface Subscriber {
  readonly connection: StreamConnection
  readonly names: Set<string>
  /** Combined streams say which one each event is from. */
  readonly isCombined: boolean
}

/** After a jump in time only so many closed candles are told of. */
const CLOSED_MAX = 100

/** Binance's public streams: "btcusdt@trade", "btcusdt@kline_1m", "btcusdt@depth@100ms" and their like. */
export class MarketStreams implements StreamHandler {
  readonly #market: SyntheticMarket
  readonly #books: DepthBooks
  readonly #trades: PublicTrades
  readonly #subscribers = new Map<StreamConnection, Subscriber>()
  /** The candle that was forming when a kline stream last spoke. */
  readonly #forming = new Map<string, number>()

  constructor(market: SyntheticMarket, books: DepthBooks, trades: PublicTrades) {
    this.#market = market
    this.#books = books
    this.#trades = trades
  }

  readonly onOpen = (connection: StreamConnection): void => {
    const url = new URL(connection.path, 'ws://127.0.0.1')
    const isCombined = url.pathname.startsWith('/stream')
    const listed = isCombined ? url.searchParams.get('streams') : url.pathname.slice('/ws/'.length)
    const names = (listed ?? '').split('/').filter((name) => name.includes('@'))
    this.#subscribers.set(connection, { connection, isCombined, names: new Set(names) })
    for (const name of names) this.#publish(name)
  }

  readonly onClose = (connection: StreamConnection): void => {
    this.#subscribers.delete(connection)
  }

  readonly onMessage = (connection: StreamConnection, text: string): void => {
    const subscriber = this.#subscribers.get(connection)
    const { id, method, params } = parseRecord(text)
    const names = Array.isArray(params) ? params.map(String) : []
    if (!subscriber) return
    if (method === 'SUBSCRIBE') for (const name of names) subscriber.names.add(name)
    if (method === 'UNSUBSCRIBE') for (const name of names) subscriber.names.delete(name)
    const result = method === 'LIST_SUBSCRIPTIONS' ? [...subscriber.names] : null
    connection.answer({ result, id })
    if (method === 'SUBSCRIBE') for (const name of names) this.#publish(name, subscriber)
  }

  /** The price of a symbol has moved, or a second has passed. */
  tell(symbol: string): void {
    this.#trades.next(symbol)
    const names = new Set([...this.#subscribers.values()].flatMap((one) => [...one.names]))
    for (const name of names) {
      const isMeant = name.startsWith(`${symbol.toLowerCase()}@`) || name.startsWith('!')
      if (isMeant) this.#publish(name)
    }
  }

  /** One trade of the public, for tests that want many. */
  tellTrade(symbol: string): void {
    this.#trades.next(symbol)
    this.#publish(`${symbol.toLowerCase()}@trade`)
  }

  #publish(name: string, only?: Subscriber): void {
    const subscribers = only ? [only] : [...this.#subscribers.values()]
    const interested = subscribers.filter(({ names }) => names.has(name))
    if (interested.length === 0) return
    for (const event of this.#events(name)) {
      for (const { connection, isCombined } of interested) {
        connection.publish(isCombined ? { stream: name, data: event } : event)
      }
    }
  }

  #events(name: string): readonly object[] {
    if (name.startsWith('!')) return this.#eventsOfAll(name)
    const [lowerCase = '', kind = ''] = name.split('@')
    const symbol = lowerCase.toUpperCase()
    if (!this.#market.lists(symbol)) return []
    if (kind.startsWith('kline_')) return this.#klines(symbol, kind.slice('kline_'.length))
    switch (kind) {
      case 'trade':
        return [tradeEvent(this.#trades.last(symbol))]
      case 'aggTrade':
        return [aggregateTradeEvent(this.#trades.last(symbol))]
      case 'ticker':
        return [tickerEvent(symbol, this.#market)]
      case 'miniTicker':
        return [miniTickerEvent(symbol, this.#market)]
      case 'bookTicker':
        return [
          bookTickerEvent(symbol, this.#market.lastPrice(symbol), this.#trades.last(symbol).id),
        ]
      case 'depth':
        return [this.#depth(symbol)]
      default:
        return kind.startsWith('depth') ? [this.#books.snapshot(symbol, Number(kind.slice(5)))] : []
    }
  }

  #eventsOfAll(name: string): readonly object[] {
    const toEvent = name.startsWith('!mini') ? miniTickerEvent : tickerEvent
    return [this.#market.symbols.map((symbol) => toEvent(symbol, this.#market))]
  }

  #depth(symbol: string): object {
    const { updateId, bids, asks } = this.#books.update(symbol)
    const time = this.#market.now()
    return { e: 'depthUpdate', E: time, s: symbol, U: updateId, u: updateId, b: bids, a: asks }
  }

  /** The candles that have closed since the last time, and the one that forms. */
  #klines(symbol: string, interval: string): readonly object[] {
    const intervalMs = INTERVALS_MS[interval]
    if (!intervalMs) return []
    const key = `${symbol} ${interval}`
    const now = this.#market.now()
    const startTime = this.#forming.get(key) ?? Math.floor(now / intervalMs) * intervalMs
    const query = { intervalMs, startTime, endTime: undefined, limit: CLOSED_MAX }
    const klines = this.#market.klines(symbol, query)
    this.#forming.set(key, klines.at(-1)?.openTime ?? startTime)
    return klines.map((kline) => klineEvent({ symbol, interval, intervalMs, kline, now }))
  }
}
