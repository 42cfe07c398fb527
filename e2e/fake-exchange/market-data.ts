import {
  DEMO_CANDLE_MS,
  DEMO_START_TIME,
  demoCandles,
} from '../../app/exchanges/demo/demo-candles.ts'
import type { ListedSymbol } from './listed-symbols.ts'

/** When trading began; asking for anything earlier yields nothing, as at the real one. */
export const LISTING_TIME = Date.UTC(2017, 7, 17, 4)

const MINUTE_MS = DEMO_CANDLE_MS
export const INTERVALS_MS: Readonly<Record<string, number>> = {
  '1m': MINUTE_MS,
  '3m': 3 * MINUTE_MS,
  '5m': 5 * MINUTE_MS,
  '15m': 15 * MINUTE_MS,
  '30m': 30 * MINUTE_MS,
  '1h': 60 * MINUTE_MS,
  '2h': 120 * MINUTE_MS,
  '4h': 240 * MINUTE_MS,
  '6h': 360 * MINUTE_MS,
  '8h': 480 * MINUTE_MS,
  '12h': 720 * MINUTE_MS,
  '1d': 1440 * MINUTE_MS,
}

/** Numbers in the smallest unit: cents, and 10^-8 of the base currency. */
export interface Kline {
  readonly openTime: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
}

/** The market of one symbol: the same for the same seed, whenever it is asked. */
export class MarketData {
  readonly #seed: number
  readonly #divisor: number

  constructor(seed: number, listed: ListedSymbol) {
    this.#seed = seed + listed.seedOffset
    this.#divisor = listed.priceDivisor
  }

  /** One candle as it stands at `now`: whole, or what has formed of it so far. */
  klineAt(openTime: number, intervalMs: number, now: number): Kline {
    const firstMinute = minuteOf(openTime)
    const lastMinute = Math.min(minuteOf(openTime + intervalMs) - 1, minuteOf(now))
    const minutes = this.#minutes(firstMinute, lastMinute - firstMinute + 1)
    const forming = now < openTime + intervalMs
    const parts = forming
      ? [...minutes.slice(0, -1), ...minutes.slice(-1).map(partOf(now))]
      : minutes
    const [first, last] = [parts[0], parts.at(-1)]
    if (!first || !last) throw new RangeError('a candle that has not begun was asked for')
    return {
      openTime,
      open: first.open,
      high: parts.reduce((high, part) => Math.max(high, part.high), 0),
      low: parts.reduce((low, part) => Math.min(low, part.low), Number.POSITIVE_INFINITY),
      close: last.close,
      volume: parts.reduce((volume, part) => volume + part.volume, 0),
    }
  }

  #minutes(fromMinute: number, count: number): readonly Kline[] {
    return demoCandles(this.#seed, fromMinute, count).map((candle) => ({
      openTime: candle.openTime,
      open: Math.round(candle.open / this.#divisor),
      high: Math.round(candle.high / this.#divisor),
      low: Math.round(candle.low / this.#divisor),
      close: Math.round(candle.close / this.#divisor),
      volume: Number(candle.volume) * this.#divisor,
    }))
  }
}

function minuteOf(time: number): number {
  return Math.floor((time - DEMO_START_TIME) / MINUTE_MS)
}

/** Within its minute the price goes from open to low to high to close, and volume grows evenly. */
function partOf(now: number): (whole: Kline) => Kline {
  return (whole) => {
    const share = Math.min(1, Math.max(0, (now - whole.openTime) / MINUTE_MS))
    const reachedLow = share > 1 / 3
    const reachedHigh = share > 2 / 3
    const seen = [
      whole.open,
      reachedLow ? whole.low : whole.open,
      reachedHigh ? whole.high : whole.open,
    ]
    const close =
      share === 1 ? whole.close : (seen.findLast((price) => price !== whole.open) ?? whole.open)
    return {
      openTime: whole.openTime,
      open: whole.open,
      high: Math.max(...seen, close),
      low: Math.min(...seen, close),
      close,
      volume: Math.floor((whole.volume * share) / 1_000) * 1_000,
    }
  }
}
