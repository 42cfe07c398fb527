import { klineRow, priceText } from '../klines.ts'
import type { Kline } from '../market-data.ts'
import type { SyntheticMarket } from '../synthetic-market.ts'
import type { PublicTrade } from './public-trades.ts'

/** What the market streams say, in Binance's letters. */

export function tradeEvent({
  symbol,
  id,
  price,
  quantity,
  time,
  isBuyerMaker,
}: PublicTrade): object {
  return {
    e: 'trade',
    E: time,
    s: symbol,
    t: id,
    p: price,
    q: quantity,
    T: time,
    m: isBuyerMaker,
    M: true,
  }
}

export function aggregateTradeEvent(trade: PublicTrade): object {
  const { id } = trade
  return { ...tradeEvent(trade), e: 'aggTrade', a: id, f: id, l: id }
}

export function miniTickerEvent(symbol: string, market: SyntheticMarket): object {
  const day = market.day(symbol)
  return {
    e: '24hrMiniTicker',
    E: market.now(),
    s: symbol,
    c: priceText(day.close),
    o: priceText(day.open),
    h: priceText(day.high),
    l: priceText(day.low),
    v: (day.volume / 1e8).toFixed(8),
    q: ((day.volume / 1e8) * (day.close / 100)).toFixed(8),
  }
}

export function tickerEvent(symbol: string, market: SyntheticMarket): object {
  const day = market.day(symbol)
  const change = day.close - day.open
  return {
    ...miniTickerEvent(symbol, market),
    e: '24hrTicker',
    p: (change / 100).toFixed(8),
    P: ((change / day.open) * 100).toFixed(3),
    w: priceText(Math.round((day.high + day.low) / 2)),
    x: priceText(day.open),
    Q: '0.01000000',
    b: priceText(day.close - 1),
    B: '4.21900000',
    a: priceText(day.close),
    A: '3.05110000',
    O: market.now() - 86_400_000,
    C: market.now(),
    F: 1,
    L: 1_000_000,
    n: 1_000_000,
  }
}

export function bookTickerEvent(symbol: string, price: number, updateId: number): object {
  const [bid, ask] = [priceText(price - 1), priceText(price)]
  return { u: updateId, s: symbol, b: bid, B: '4.21900000', a: ask, A: '3.05110000' }
}

interface KlineSeen {
  readonly symbol: string
  readonly interval: string
  readonly intervalMs: number
  readonly kline: Kline
  readonly now: number
}

export function klineEvent({ symbol, interval, intervalMs, kline, now }: KlineSeen): object {
  const [, o, h, l, c, v, closeTime, q, n, takerVolume, takerQuote] = klineRow(kline, intervalMs)
  const isClosed = now >= kline.openTime + intervalMs
  return {
    e: 'kline',
    E: now,
    s: symbol,
    k: {
      t: kline.openTime,
      T: closeTime,
      s: symbol,
      i: interval,
      ...{ f: 1, L: 1, o, c, h, l, v, n, x: isClosed, q },
      ...{ V: takerVolume, Q: takerQuote, B: '0' },
    },
  }
}
