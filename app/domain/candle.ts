import type { Quantity } from './amount.ts'
import type { Price } from './price.ts'

/** What was traded in one stretch of time. */
export interface Candle {
  /** Start of the candle, Unix ms, UTC. */
  readonly openTime: number
  readonly open: Price
  readonly high: Price
  readonly low: Price
  readonly close: Price
  readonly volume: Quantity
}

/** Says what is wrong with a candle, or nothing. */
export function candleFault(candle: Candle): string | undefined {
  if (!Number.isSafeInteger(candle.openTime)) return 'the time is not a number'
  if (!(candle.low > 0)) return 'prices must be above zero'
  if (!(candle.high >= candle.low)) return 'high is below low'
  if (!isBetween(candle.open, candle)) return 'open is outside high and low'
  if (!isBetween(candle.close, candle)) return 'close is outside high and low'
  if (!(candle.volume >= 0)) return 'volume is negative'
  return undefined
}

/** False for NaN too. */
function isBetween(price: Price, { low, high }: Candle): boolean {
  return price >= low && price <= high
}
