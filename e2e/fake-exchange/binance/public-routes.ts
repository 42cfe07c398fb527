import { KLINES_DEFAULT, KLINES_MAX, klineRow, priceText, quantityText } from '../klines.ts'
import { INTERVALS_MS } from '../market-data.ts'
import type { Market } from '../matching/market.ts'
import type { MatchingEngine } from '../matching/matching-engine.ts'
import { ApiError } from '../server/api-error.ts'
import { parseJson } from '../server/parse-json.ts'
import type { Route } from '../server/router.ts'
import type { SyntheticMarket } from '../synthetic-market.ts'
import { missingParameter } from './binance-errors.ts'
import type { DepthBooks } from './depth-books.ts'
import { describeExchange } from './exchange-info.ts'
import { wholeNumber } from './parameters.ts'
import type { PublicTrade, PublicTrades } from './public-trades.ts'
import type { RateLimits } from './rate-limits.ts'

const DAY_MS = 86_400_000
const DEPTH_DEFAULT = 100
const TRADES_DEFAULT = 500
const TRADES_MAX = 1_000

export interface PublicApi {
  readonly engine: MatchingEngine
  readonly market: SyntheticMarket
  readonly books: DepthBooks
  readonly trades: PublicTrades
  readonly limits: RateLimits
  /** The time that /time answers. */
  readonly now: () => number
}

/** Binance's public spot API, as far as Cryptobot uses it. */
export function publicRoutes(api: PublicApi): readonly Route[] {
  const { engine, market } = api
  const wanted = (parameters: URLSearchParams) => wantedSymbol(engine, parameters)
  const route = (path: string, weight: number, answer: Route['answer']): Route => ({
    method: 'GET',
    path: `/api/v3/${path}`,
    weight,
    answer,
  })
  const perSymbol = (answerOne: (symbol: string) => object): Route['answer'] => {
    return (parameters) => {
      if (parameters.has('symbol')) return answerOne(wanted(parameters))
      return wantedSymbols(engine, parameters).map(answerOne)
    }
  }
  const recentTrades = (parameters: URLSearchParams) => {
    const limit = Math.min(wholeNumber(parameters, 'limit') ?? TRADES_DEFAULT, TRADES_MAX)
    return api.trades.recent(wanted(parameters), limit)
  }
  return [
    route('ping', 1, () => ({})),
    route('time', 1, () => ({ serverTime: api.now() })),
    route('exchangeInfo', 20, (parameters) => {
      const symbols = parameters.has('symbol') ? [wanted(parameters)] : allSymbols(engine)
      const markets = symbols.map((symbol) => engine.state.market(symbol))
      return describeExchange(api.now(), api.limits, markets)
    }),
    route('klines', 2, (parameters) => {
      const symbol = wanted(parameters)
      const intervalMs = wantedInterval(parameters)
      const klines = market.klines(symbol, {
        intervalMs,
        startTime: wholeNumber(parameters, 'startTime'),
        endTime: wholeNumber(parameters, 'endTime'),
        limit: Math.min(wholeNumber(parameters, 'limit') ?? KLINES_DEFAULT, KLINES_MAX),
      })
      return klines.map((kline) => klineRow(kline, intervalMs))
    }),
    route('depth', 5, (parameters) => {
      const limit = wholeNumber(parameters, 'limit') ?? DEPTH_DEFAULT
      return api.books.snapshot(wanted(parameters), limit)
    }),
    route('trades', 25, (parameters) => recentTrades(parameters).map(describeTrade)),
    route('aggTrades', 4, (parameters) => recentTrades(parameters).map(describeAggregate)),
    route(
      'ticker/price',
      2,
      perSymbol((symbol) => ({ symbol, price: priceText(market.lastPrice(symbol)) })),
    ),
    route(
      'ticker/bookTicker',
      2,
      perSymbol((symbol) => describeTop(symbol, market.lastPrice(symbol))),
    ),
    route(
      'ticker/24hr',
      2,
      perSymbol((symbol) => describeDay(symbol, market)),
    ),
    // Nothing but spot is listed; whoever asks for everything asks here too.
    ...['/fapi/v1/exchangeInfo', '/dapi/v1/exchangeInfo'].map(emptyExchange),
    ...['allPairs', 'isolated/allPairs'].map(emptyMargin),
  ]
}

function emptyExchange(path: string): Route {
  return { method: 'GET', path, weight: 1, answer: () => ({ timezone: 'UTC', symbols: [] }) }
}

function emptyMargin(path: string): Route {
  return { method: 'GET', path: `/sapi/v1/margin/${path}`, weight: 1, answer: () => [] }
}

function allSymbols(engine: MatchingEngine): readonly string[] {
  return [...engine.state.markets.values()].map(({ symbol }: Market) => symbol)
}

export function describeTop(symbol: string, price: number): object {
  return {
    symbol,
    bidPrice: priceText(price - 1),
    bidQty: '4.21900000',
    askPrice: priceText(price),
    askQty: '3.05110000',
  }
}

function describeTrade({ id, price, quantity, time, isBuyerMaker }: PublicTrade): object {
  const quoteQty = (Number(price) * Number(quantity)).toFixed(8)
  return { id, price, qty: quantity, quoteQty, time, isBuyerMaker, isBestMatch: true }
}

/** Trades of one taker at one price are counted as one, with a number of its own. */
function describeAggregate({ id, price, quantity, time, isBuyerMaker }: PublicTrade): object {
  return { a: id - 500_000, p: price, q: quantity, f: id, l: id, T: time, m: isBuyerMaker, M: true }
}

export function describeDay(symbol: string, market: SyntheticMarket): object {
  const now = market.now()
  const day = market.day(symbol)
  const change = day.close - day.open
  const quoteVolume = (day.close / 100) * (day.volume / 1e8)
  return {
    symbol: symbol,
    priceChange: (change / 100).toFixed(8),
    priceChangePercent: ((change / day.open) * 100).toFixed(3),
    weightedAvgPrice: priceText(Math.round((day.high + day.low) / 2)),
    prevClosePrice: priceText(day.open),
    lastPrice: priceText(day.close),
    lastQty: '0.01000000',
    bidPrice: priceText(day.close - 1),
    bidQty: '4.21900000',
    askPrice: priceText(day.close),
    askQty: '3.05110000',
    openPrice: priceText(day.open),
    highPrice: priceText(day.high),
    lowPrice: priceText(day.low),
    volume: quantityText(day.volume),
    quoteVolume: quoteVolume.toFixed(8),
    openTime: now - DAY_MS,
    closeTime: now,
    firstId: 1,
    lastId: 1_000_000,
    count: 1_000_000,
  }
}

function wantedSymbol(engine: MatchingEngine, parameters: URLSearchParams): string {
  const symbol = parameters.get('symbol')
  if (!symbol) throw missingParameter('symbol')
  return knownSymbol(engine, symbol)
}

/** All of them, or those in a list of JSON. */
function wantedSymbols(engine: MatchingEngine, parameters: URLSearchParams): readonly string[] {
  const list = parameters.get('symbols')
  if (list === null) return allSymbols(engine)
  const names = parseJson(list)
  if (!Array.isArray(names)) throw missingParameter('symbols')
  return names.map((name) => knownSymbol(engine, String(name)))
}

function knownSymbol(engine: MatchingEngine, symbol: string): string {
  if (!engine.state.markets.has(symbol)) throw new ApiError(400, -1121, 'Invalid symbol.')
  return symbol
}

function wantedInterval(parameters: URLSearchParams): number {
  const interval = parameters.get('interval')
  if (!interval) throw missingParameter('interval')
  const intervalMs = INTERVALS_MS[interval]
  if (!intervalMs) throw new ApiError(400, -1120, 'Invalid interval.')
  return intervalMs
}
