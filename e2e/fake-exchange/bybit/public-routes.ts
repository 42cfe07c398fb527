import type { MatchingEngine } from '../matching/matching-engine.ts'
import { orderBook } from '../order-books.ts'
import type { SyntheticMarket } from '../synthetic-market.ts'
import { badParameter } from './bybit-errors.ts'
import { type BybitRoute, get } from './bybit-route.ts'
import { checkCategory, type Fields, fieldsOf } from './fields.ts'
import {
  describeInstrument,
  describeTickerWithTop,
  INTERVALS_MS,
  klineRow,
  priceText,
} from './market-words.ts'

const KLINES_DEFAULT = 200
const KLINES_MAX = 1_000
const DEPTH_MAX = 200
const NANOSECONDS_PER_MS = 1_000_000n

export interface PublicApi {
  readonly engine: MatchingEngine
  readonly market: SyntheticMarket
  readonly isInMaintenance: () => boolean
  /** The server's time, right or wrong. */
  readonly now: () => number
}

/** Bybit's public API of spot. Of derivatives it lists none, and says so to whoever asks for everything. */
export function publicRoutes(api: PublicApi): readonly BybitRoute[] {
  const { engine, market } = api
  const ofSpot = (path: string, answer: (fields: Fields) => object) =>
    get(`/v5/market/${path}`, null, (request) => {
      const fields = fieldsOf(request)
      checkCategory(fields)
      return { category: 'spot', ...answer(fields) }
    })
  return [
    get('/v5/market/time', null, () => describeTime(api.now())),
    get('/v5/system/status', null, () => describeStatus(api)),
    get('/v5/market/instruments-info', null, (request) => {
      const fields = fieldsOf(request)
      const category = fields.wanted('category')
      const symbols = category === 'spot' ? wantedSymbols(engine, fields) : []
      const list = symbols.map((symbol) => describeInstrument(engine.state.market(symbol)))
      return { category, list, nextPageCursor: '' }
    }),
    ofSpot('tickers', (fields) => {
      const symbols = wantedSymbols(engine, fields)
      return { list: symbols.map((symbol) => describeTickerWithTop(symbol, market)) }
    }),
    ofSpot('kline', (fields) => listKlines(api, fields)),
    ofSpot('orderbook', (fields) => {
      const symbol = wantedSymbol(engine, fields)
      const depth = Math.min(fields.wholeNumber('limit') ?? 1, DEPTH_MAX)
      const { bids, asks } = orderBook(engine, symbol, depth)
      const sequence = engine.state.log.sequence
      return {
        s: symbol,
        b: bids,
        a: asks,
        ts: api.now(),
        u: sequence,
        seq: sequence,
        cts: api.now(),
      }
    }),
    ofSpot('recent-trade', (fields) => ({
      list: [describeTrade(api, wantedSymbol(engine, fields))],
    })),
  ]
}

function describeTime(now: number): object {
  const nanoseconds = BigInt(now) * NANOSECONDS_PER_MS
  return { timeSecond: String(Math.floor(now / 1_000)), timeNano: String(nanoseconds) }
}

function describeStatus({ isInMaintenance, now }: PublicApi): object {
  if (!isInMaintenance()) return { list: [] }
  const [begin, end] = [String(now() - 60_000), String(now() + 600_000)]
  return { list: [{ id: '1', title: 'Maintenance', state: 'ongoing', begin, end, href: '' }] }
}

function wantedSymbols(engine: MatchingEngine, fields: Fields): readonly string[] {
  return fields.has('symbol') ? [wantedSymbol(engine, fields)] : [...engine.state.markets.keys()]
}

function wantedSymbol(engine: MatchingEngine, fields: Fields): string {
  const symbol = fields.wanted('symbol')
  if (!engine.state.markets.has(symbol)) throw badParameter('Not supported symbols')
  return symbol
}

/** Newest first. The candle in which the start lies is the first; between two times the last ones are told. */
function listKlines({ engine, market, now }: PublicApi, fields: Fields): object {
  const symbol = wantedSymbol(engine, fields)
  const intervalMs = fields.choice('interval', INTERVALS_MS)
  if (!intervalMs) throw badParameter('Invalid period!')
  const limit = Math.min(fields.wholeNumber('limit') ?? KLINES_DEFAULT, KLINES_MAX)
  const [start, endTime] = [fields.wholeNumber('start'), fields.wholeNumber('end')]
  const newest = Math.floor(Math.min(endTime ?? now(), now()) / intervalMs) * intervalMs
  const begin = start === undefined ? undefined : Math.floor(start / intervalMs) * intervalMs
  const earliest = newest - (limit - 1) * intervalMs
  const startTime = begin === undefined || endTime === undefined ? begin : Math.max(begin, earliest)
  const klines = market.klines(symbol, { intervalMs, startTime, endTime, limit })
  return { symbol, list: klines.toReversed().map(klineRow) }
}

function describeTrade({ engine, market }: PublicApi, symbol: string): object {
  const sequence = engine.state.log.sequence
  return {
    execId: `2${String(sequence).padStart(18, '0')}`,
    symbol,
    price: priceText(market.lastPrice(symbol)),
    size: '0.01',
    side: 'Buy',
    time: String(market.now()),
    isBlockTrade: false,
    isRPITrade: false,
    seq: String(sequence),
  }
}
