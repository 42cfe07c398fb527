import type { ExchangeCore } from '../exchange-core.ts'
import { INTERVALS_MS } from '../market-data.ts'
import { differenceOf, type OrderBook, orderBook } from '../order-books.ts'
import { parseRecord } from '../server/parse-json.ts'
import type { StreamConnection } from '../server/stream-connection.ts'
import type { StreamHandler } from '../server/stream-server.ts'
import { describeTicker, instrumentId } from './order-words.ts'
import { candleRow } from './public-routes.ts'

const LEVELS_MAX = 400
const CANDLE = 'candle'
/** After a jump in time only so many closed candles are told of. */
const CLOSED_MAX = 100

interface Channel {
  readonly channel: string
  readonly instId: string
}

interface BookTold {
  readonly book: OrderBook
  readonly sequence: number
}

/** OKX's public and business streams: "tickers", "books" and "candle1m" of an instrument. */
export class PublicStreams implements StreamHandler {
  readonly #core: ExchangeCore
  readonly #channels = new Map<StreamConnection, Map<string, Channel>>()
  readonly #books = new Map<StreamConnection, Map<string, BookTold>>()
  /** The candle that was forming when a channel last spoke. */
  readonly #forming = new Map<string, number>()

  constructor(core: ExchangeCore) {
    this.#core = core
  }

  readonly onOpen = (connection: StreamConnection): void => {
    this.#channels.set(connection, new Map())
    this.#books.set(connection, new Map())
  }

  readonly onClose = (connection: StreamConnection): void => {
    this.#channels.delete(connection)
    this.#books.delete(connection)
  }

  readonly onMessage = (connection: StreamConnection, text: string): void => {
    if (text === 'ping') {
      connection.answerText('pong')
      return
    }
    const { op, args } = parseRecord(text)
    for (const arg of Array.isArray(args) ? args : []) {
      this.#perform(connection, String(op), channelOf(arg))
    }
  }

  /** The price of a symbol has moved, or a second has passed. */
  tell(symbol: string): void {
    const instId = this.#instrumentOf(symbol)
    const candles = new Map<string, readonly object[]>()
    for (const [connection, channels] of this.#channels) {
      for (const [name, channel] of channels) {
        if (channel.instId !== instId) continue
        // Told to all alike, since what has closed is told once.
        if (isCandle(channel) && !candles.has(name)) {
          candles.set(name, this.#candles(channel, symbol))
        }
        const told = candles.get(name) ?? this.#news(connection, channel, symbol)
        for (const message of told) connection.publish(message)
      }
    }
  }

  #perform(connection: StreamConnection, op: string, channel: Channel): void {
    const symbol = this.#symbolOf(channel.instId)
    const channels = this.#channels.get(connection)
    if (symbol === undefined || channels === undefined || !isKnown(channel)) {
      const msg = `Wrong URL or channel:${channel.channel},instId:${channel.instId} doesn't exist.`
      connection.answer({ event: 'error', code: '60018', msg })
      return
    }
    const name = JSON.stringify(channel)
    if (op === 'unsubscribe') channels.delete(name)
    else channels.set(name, channel)
    connection.answer({ event: op, arg: channel })
    if (op !== 'subscribe') return
    this.#books.get(connection)?.delete(name)
    for (const message of this.#news(connection, channel, symbol)) connection.publish(message)
  }

  /** How things are now, or what is new. */
  #news(connection: StreamConnection, arg: Channel, symbol: string): readonly object[] {
    if (isCandle(arg)) return this.#candles(arg, symbol)
    if (arg.channel === 'books') return this.#book(connection, arg, symbol)
    const market = this.#core.engine.state.market(symbol)
    return [{ arg, data: [describeTicker(market, this.#core)] }]
  }

  /** Numbered in a row: a client that misses one has to begin anew. */
  #book(connection: StreamConnection, arg: Channel, symbol: string): readonly object[] {
    const name = JSON.stringify(arg)
    const books = this.#books.get(connection)
    const before = books?.get(name)
    const now = orderBook(this.#core.engine, symbol, LEVELS_MAX)
    const book = before === undefined ? now : differenceOf(before.book, now)
    if (before !== undefined && book.bids.length + book.asks.length === 0) return []
    const sequence = (before?.sequence ?? 1_000) + 1
    books?.set(name, { book: now, sequence })
    const levels = (side: OrderBook['bids']) => side.map((level) => [...level, '0', '1'])
    const row = {
      ...{ asks: levels(book.asks), bids: levels(book.bids), ts: String(this.#core.serverTime()) },
      ...{ seqId: sequence, prevSeqId: before?.sequence ?? -1, checksum: 0 },
    }
    return [{ arg, action: before === undefined ? 'snapshot' : 'update', data: [row] }]
  }

  /** The candles that have closed since the last time, and the one that forms. */
  #candles(arg: Channel, symbol: string): readonly object[] {
    const intervalMs = INTERVALS_MS[intervalOf(arg)] ?? 0
    const { market, clock } = this.#core
    const now = clock.now()
    const name = JSON.stringify(arg)
    const startTime = this.#forming.get(name) ?? Math.floor(now / intervalMs) * intervalMs
    const query = { intervalMs, startTime, endTime: undefined, limit: CLOSED_MAX }
    const klines = market.klines(symbol, query)
    this.#forming.set(name, klines.at(-1)?.openTime ?? startTime)
    return klines.map((kline) => ({
      arg,
      data: [candleRow(kline, now >= kline.openTime + intervalMs)],
    }))
  }

  #symbolOf(instId: string): string | undefined {
    const markets = [...this.#core.engine.state.markets.values()]
    return markets.find((market) => instrumentId(market) === instId)?.symbol
  }

  #instrumentOf(symbol: string): string {
    return instrumentId(this.#core.engine.state.market(symbol))
  }
}

function channelOf(arg: unknown): Channel {
  const { channel, instId } = Object(arg)
  return { channel: String(channel), instId: String(instId) }
}

function isKnown(arg: Channel): boolean {
  if (isCandle(arg)) return Object.hasOwn(INTERVALS_MS, intervalOf(arg))
  return arg.channel === 'tickers' || arg.channel === 'books'
}

function isCandle({ channel }: Channel): boolean {
  return channel.startsWith(CANDLE)
}

/** "candle1Hutc" is "1h". */
function intervalOf({ channel }: Channel): string {
  return channel.slice(CANDLE.length).replace('utc', '').toLowerCase()
}
