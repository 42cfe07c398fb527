import type { Kline, MarketData } from './market-data.ts'
import { LISTING_TIME } from './market-data.ts'

export const KLINES_DEFAULT = 500
export const KLINES_MAX = 1_000

export interface KlineQuery {
  readonly intervalMs: number
  readonly startTime: number | undefined
  readonly endTime: number | undefined
  readonly limit: number
}

/** Which candles Binance returns: the first ones from startTime on, else the last ones up to endTime or now. */
export function selectKlines(market: MarketData, now: number, query: KlineQuery): readonly Kline[] {
  const { intervalMs, startTime, endTime, limit } = query
  const newest = floorTo(Math.min(now, endTime ?? now), intervalMs)
  const oldestWanted = startTime ?? newest - (limit - 1) * intervalMs
  const oldest = ceilTo(Math.max(oldestWanted, LISTING_TIME), intervalMs)
  const klines: Kline[] = []
  for (let time = oldest; time <= newest && klines.length < limit; time += intervalMs) {
    klines.push(market.klineAt(time, intervalMs, now))
  }
  return klines
}

/** The array that Binance makes of a candle. */
export function klineRow(kline: Kline, intervalMs: number): readonly unknown[] {
  const quoteVolume = (kline.close / 100) * (kline.volume / 1e8)
  return [
    kline.openTime,
    priceText(kline.open),
    priceText(kline.high),
    priceText(kline.low),
    priceText(kline.close),
    quantityText(kline.volume),
    kline.openTime + intervalMs - 1,
    quoteVolume.toFixed(8),
    Math.ceil(kline.volume / 1e7),
    quantityText(Math.floor(kline.volume / 2)),
    (quoteVolume / 2).toFixed(8),
    '0',
  ]
}

export function priceText(cents: number): string {
  return (cents / 100).toFixed(8)
}

export function quantityText(units: number): string {
  return `${Math.floor(units / 1e8)}.${String(units % 1e8).padStart(8, '0')}`
}

function floorTo(time: number, intervalMs: number): number {
  return Math.floor(time / intervalMs) * intervalMs
}

function ceilTo(time: number, intervalMs: number): number {
  return Math.ceil(time / intervalMs) * intervalMs
}
