import type { ExchangeCore } from '../exchange-core.ts'
import type { Kline } from '../market-data.ts'
import { INTERVALS_MS } from '../market-data.ts'
import type { Market } from '../matching/market.ts'
import { type OrderBook, orderBook } from '../order-books.ts'
import type { Route } from '../server/router.ts'
import { badParameter, refusal } from './okx-errors.ts'
import { centsText, describeInstrument, describeTicker } from './order-words.ts'
import { marketOf } from './trade-routes.ts'

const CANDLES_USUAL = 100
const CANDLES_MAX = 300
const UNITS = 1e8
const LEVELS_MAX = 20

/** OKX's public data of spot. Of derivatives it lists none. */
export function publicRoutes(core: ExchangeCore): readonly Route[] {
  const { engine } = core
  const get = (path: string, answer: (query: URLSearchParams) => unknown): Route => ({
    ...{ method: 'GET', path: `/api/v5/${path}`, weight: 1, answer },
  })
  const of = (query: URLSearchParams): Market => {
    const found = marketOf(engine.state.markets.values(), query.get('instId') ?? '')
    if (!found) throw refusal(51001, "Instrument ID doesn't exist.")
    return found
  }
  const candles = (query: URLSearchParams) => listCandles(core, of(query), query)
  return [
    get('public/time', () => [{ ts: String(core.serverTime()) }]),
    get('public/instruments', (query) => {
      const isSpot = query.get('instType') === 'SPOT'
      return isSpot ? Array.from(engine.state.markets.values(), describeInstrument) : []
    }),
    get('market/ticker', (query) => {
      return [describeTicker(of(query), core)]
    }),
    get('market/candles', candles),
    get('market/history-candles', candles),
    get('market/books', (query) => {
      const { bids, asks } = orderBook(engine, of(query).symbol, LEVELS_MAX)
      const levels = (side: OrderBook['bids']) => side.map((level) => [...level, '0', '1'])
      return [{ bids: levels(bids), asks: levels(asks), ts: String(core.serverTime()) }]
    }),
  ]
}

/** The newest first: those younger than `before` and older than `after`. */
function listCandles(
  { market: prices, clock }: ExchangeCore,
  { symbol }: Market,
  query: URLSearchParams,
): readonly unknown[] {
  const intervalMs = INTERVALS_MS[(query.get('bar') ?? '1m').replace('utc', '').toLowerCase()]
  if (!intervalMs) throw badParameter('bar')
  const limit = Math.min(Number(query.get('limit') ?? CANDLES_USUAL), CANDLES_MAX)
  const [before, after] = [query.get('before'), query.get('after')]
  const endTime = after === null ? undefined : Number(after) - 1
  const newest = Math.min(endTime ?? clock.now(), clock.now())
  const earliest = Math.floor(newest / intervalMs) * intervalMs - (limit - 1) * intervalMs
  const startTime = before === null ? earliest : Math.max(Number(before) + 1, earliest)
  const candles = prices.klines(symbol, { intervalMs, startTime, endTime, limit })
  return candles
    .toReversed()
    .map((kline) => candleRow(kline, clock.now() >= kline.openTime + intervalMs))
}

/** As a list and in the stream. */
export function candleRow({ openTime, open, high, low, close, volume }: Kline, isClosed: boolean) {
  const inQuote = String((close / 100) * (volume / UNITS))
  const sizes = [String(volume / UNITS), inQuote, inQuote]
  return [
    String(openTime),
    ...[open, high, low, close].map(centsText),
    ...sizes,
    isClosed ? '1' : '0',
  ]
}
