import type { Kline } from '../market-data.ts'
import { amountText } from '../matching/amount.ts'
import type { Market } from '../matching/market.ts'
import type { SyntheticMarket } from '../synthetic-market.ts'

const CENTS = 100
const UNITS = 1e8
const MINUTE_MS = 60_000

/** Bybit's names of candle lengths. */
export const INTERVALS_MS: Readonly<Record<string, number>> = {
  1: MINUTE_MS,
  3: 3 * MINUTE_MS,
  5: 5 * MINUTE_MS,
  15: 15 * MINUTE_MS,
  30: 30 * MINUTE_MS,
  60: 60 * MINUTE_MS,
  120: 120 * MINUTE_MS,
  240: 240 * MINUTE_MS,
  360: 360 * MINUTE_MS,
  720: 720 * MINUTE_MS,
  D: 1_440 * MINUTE_MS,
}

export function priceText(cents: number): string {
  // As text of so many decimals: a float that was divided has digits that no exchange sends.
  return String(Number((cents / CENTS).toFixed(8)))
}

function quantityText(units: number): string {
  return String(units / UNITS)
}

function turnoverText({ close, volume }: Kline): string {
  return String((close / CENTS) * (volume / UNITS))
}

export function describeInstrument({
  symbol,
  baseAsset,
  quoteAsset,
  trading,
  rules,
}: Market): object {
  return {
    symbol,
    baseCoin: baseAsset,
    quoteCoin: quoteAsset,
    innovation: '0',
    status: trading ? 'Trading' : 'Closed',
    marginTrading: 'utaOnly',
    stTag: '0',
    lotSizeFilter: {
      basePrecision: amountText(rules.stepSize),
      quotePrecision: '0.0000001',
      minOrderQty: amountText(rules.quantityMin),
      maxOrderQty: amountText(rules.quantityMax),
      minOrderAmt: amountText(rules.notionalMin),
      maxOrderAmt: amountText(rules.notionalMax),
      maxLimitOrderQty: amountText(rules.quantityMax),
      maxMarketOrderQty: amountText(rules.marketQuantityMax),
    },
    priceFilter: { tickSize: amountText(rules.tickSize) },
    riskParameters: { priceLimitRatioX: '0.05', priceLimitRatioY: '0.05' },
  }
}

export function klineRow(kline: Kline): readonly string[] {
  const { openTime, open, high, low, close, volume } = kline
  const prices = [open, high, low, close].map(priceText)
  return [String(openTime), ...prices, quantityText(volume), turnoverText(kline)]
}

export function describeKline(
  kline: Kline,
  { interval, intervalMs, now }: { interval: string; intervalMs: number; now: number },
): object {
  return {
    start: kline.openTime,
    end: kline.openTime + intervalMs - 1,
    interval,
    open: priceText(kline.open),
    close: priceText(kline.close),
    high: priceText(kline.high),
    low: priceText(kline.low),
    volume: quantityText(kline.volume),
    turnover: turnoverText(kline),
    confirm: now >= kline.openTime + intervalMs,
    timestamp: now,
  }
}

/** The stream's ticker knows nothing of the best prices. */
export function describeTicker(symbol: string, market: SyntheticMarket): object {
  const day = market.day(symbol)
  return {
    symbol,
    lastPrice: priceText(day.close),
    prevPrice24h: priceText(day.open),
    price24hPcnt: ((day.close - day.open) / day.open).toFixed(4),
    highPrice24h: priceText(day.high),
    lowPrice24h: priceText(day.low),
    turnover24h: turnoverText(day),
    volume24h: quantityText(day.volume),
    usdIndexPrice: priceText(day.close),
  }
}

export function describeTickerWithTop(symbol: string, market: SyntheticMarket): object {
  const price = market.lastPrice(symbol)
  return {
    ...describeTicker(symbol, market),
    bid1Price: priceText(price - 1),
    bid1Size: '4.219',
    ask1Price: priceText(price),
    ask1Size: '3.0511',
  }
}
