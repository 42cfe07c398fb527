import { ApiError, illegalParameter, missingParameter } from './api-error.ts'
import {
  KLINES_DEFAULT,
  KLINES_MAX,
  klineRow,
  priceText,
  quantityText,
  selectKlines,
} from './klines.ts'
import { describeSymbol, findSymbol, LISTED_SYMBOLS, type ListedSymbol } from './listed-symbols.ts'
import { INTERVALS_MS, MarketData } from './market-data.ts'
import { WEIGHT_PER_MINUTE_MAX } from './request-weight.ts'
import type { Route } from './router.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

interface PublicApi {
  readonly seed: number
  /** The time that /time answers. */
  readonly now: () => number
  /** The time of the newest trade; stands still when market data is frozen. */
  readonly marketNow: () => number
}

/** Binance's public spot API, as far as Cryptobot uses it. */
export function publicRoutes({ seed, now, marketNow }: PublicApi): readonly Route[] {
  const marketOf = (listed: ListedSymbol) => new MarketData(seed, listed)
  const route = (path: string, weight: number, answer: Route['answer']): Route => ({
    method: 'GET',
    path: `/api/v3/${path}`,
    weight,
    answer,
  })
  const perSymbol = (answerOne: (listed: ListedSymbol) => object): Route['answer'] => {
    return (parameters) => {
      if (parameters.has('symbol')) return answerOne(wantedSymbol(parameters))
      return LISTED_SYMBOLS.map(answerOne)
    }
  }
  return [
    route('ping', 1, () => ({})),
    route('time', 1, () => ({ serverTime: now() })),
    route('exchangeInfo', 20, (parameters) => describeExchange(now(), parameters)),
    route('klines', 2, (parameters) => {
      const market = marketOf(wantedSymbol(parameters))
      const intervalMs = wantedInterval(parameters)
      const klines = selectKlines(market, marketNow(), {
        intervalMs,
        startTime: wholeNumber(parameters, 'startTime'),
        endTime: wholeNumber(parameters, 'endTime'),
        limit: Math.min(wholeNumber(parameters, 'limit') ?? KLINES_DEFAULT, KLINES_MAX),
      })
      return klines.map((kline) => klineRow(kline, intervalMs))
    }),
    route(
      'ticker/price',
      2,
      perSymbol((listed) => describePrice(listed, marketOf(listed), marketNow())),
    ),
    route(
      'ticker/bookTicker',
      2,
      perSymbol((listed) => describeBook(listed, marketOf(listed), marketNow())),
    ),
    route(
      'ticker/24hr',
      2,
      perSymbol((listed) => describeDay(listed, marketOf(listed), marketNow())),
    ),
  ]
}

function describeExchange(serverTime: number, parameters: URLSearchParams): object {
  const listed = parameters.has('symbol') ? [wantedSymbol(parameters)] : LISTED_SYMBOLS
  return {
    timezone: 'UTC',
    serverTime,
    rateLimits: [
      {
        rateLimitType: 'REQUEST_WEIGHT',
        interval: 'MINUTE',
        intervalNum: 1,
        limit: WEIGHT_PER_MINUTE_MAX,
      },
      { rateLimitType: 'ORDERS', interval: 'SECOND', intervalNum: 10, limit: 100 },
      { rateLimitType: 'ORDERS', interval: 'DAY', intervalNum: 1, limit: 200_000 },
      { rateLimitType: 'RAW_REQUESTS', interval: 'MINUTE', intervalNum: 5, limit: 61_000 },
    ],
    exchangeFilters: [],
    symbols: listed.map(describeSymbol),
  }
}

function lastPrice(market: MarketData, now: number): number {
  return market.klineAt(Math.floor(now / MINUTE_MS) * MINUTE_MS, MINUTE_MS, now).close
}

function describePrice(listed: ListedSymbol, market: MarketData, now: number): object {
  return { symbol: listed.symbol, price: priceText(lastPrice(market, now)) }
}

function describeBook(listed: ListedSymbol, market: MarketData, now: number): object {
  const price = lastPrice(market, now)
  return {
    symbol: listed.symbol,
    bidPrice: priceText(price - 1),
    bidQty: '4.21900000',
    askPrice: priceText(price),
    askQty: '3.05110000',
  }
}

function describeDay(listed: ListedSymbol, market: MarketData, now: number): object {
  const openTime = Math.floor((now - DAY_MS) / MINUTE_MS) * MINUTE_MS
  const day = market.klineAt(openTime, DAY_MS + MINUTE_MS, now)
  const change = day.close - day.open
  const quoteVolume = (day.close / 100) * (day.volume / 1e8)
  return {
    symbol: listed.symbol,
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

function wantedSymbol(parameters: URLSearchParams): ListedSymbol {
  const symbol = parameters.get('symbol')
  if (!symbol) throw missingParameter('symbol')
  const listed = findSymbol(symbol)
  if (!listed) throw new ApiError(400, -1121, 'Invalid symbol.')
  return listed
}

function wantedInterval(parameters: URLSearchParams): number {
  const interval = parameters.get('interval')
  if (!interval) throw missingParameter('interval')
  const intervalMs = INTERVALS_MS[interval]
  if (!intervalMs) throw new ApiError(400, -1120, 'Invalid interval.')
  return intervalMs
}

function wholeNumber(parameters: URLSearchParams, name: string): number | undefined {
  const text = parameters.get(name)
  if (text === null) return undefined
  if (!/^\d+$/.test(text)) throw illegalParameter(name)
  return Number(text)
}
