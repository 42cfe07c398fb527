import { add } from './amount.ts'
import type { Candle } from './candle.ts'
import type { Price } from './price.ts'

const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS
/** The first Monday of Unix time. */
const MONDAY_MS = 4 * DAY_MS

/** The start of the candle of this length that a time falls into: full multiples in UTC, and weeks from Monday. */
export function bucketStart(time: number, lengthMs: number): number {
  const offset = lengthMs % WEEK_MS === 0 ? MONDAY_MS : 0
  return Math.floor((time - offset) / lengthMs) * lengthMs + offset
}

/** One longer candle for each stretch in which there is at least one; they come in the order of time. */
export function longerCandles(candles: readonly Candle[], lengthMs: number): readonly Candle[] {
  const longer: Candle[] = []
  for (const candle of candles) {
    const openTime = bucketStart(candle.openTime, lengthMs)
    const last = longer.at(-1)
    if (last?.openTime === openTime) longer[longer.length - 1] = joined(last, candle)
    else longer.push({ ...candle, openTime })
  }
  return longer
}

/** A candle and the next one after it as one that is longer. */
export function joined(whole: Candle, next: Candle): Candle {
  return {
    openTime: whole.openTime,
    open: whole.open,
    high: Math.max(whole.high, next.high) as Price,
    low: Math.min(whole.low, next.low) as Price,
    close: next.close,
    volume: add(whole.volume, next.volume),
  }
}
