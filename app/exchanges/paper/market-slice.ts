import { type Quantity, subtract } from '../../domain/amount.ts'
import type { Candle } from '../../domain/candle.ts'
import type { Price } from '../../domain/price.ts'

/** What was traded between two looks at the market: a whole candle, or what a forming one has grown by. */
export interface MarketSlice {
  readonly start: number
  readonly end: number
  readonly open: Price
  readonly high: Price
  readonly low: Price
  readonly close: Price
  readonly volume: Quantity
}

export function wholeSlice(candle: Candle, end: number): MarketSlice {
  const { open, high, low, close, volume } = candle
  return { start: candle.openTime, end, open, high, low, close, volume }
}

/** What happened since the last look at the same candle. An extreme counts only if it is new. */
export function grownSlice(
  before: Candle,
  seenAt: number,
  candle: Candle,
  end: number,
): MarketSlice {
  const { close } = candle
  return {
    start: seenAt,
    end: Math.max(seenAt, end),
    open: before.close,
    high: candle.high > before.high ? candle.high : larger(before.close, close),
    low: candle.low < before.low ? candle.low : smaller(before.close, close),
    close,
    volume: candle.volume > before.volume ? subtract(candle.volume, before.volume) : NO_VOLUME,
  }
}

const NO_VOLUME = 0 as Quantity

function larger(a: Price, b: Price): Price {
  return a > b ? a : b
}

function smaller(a: Price, b: Price): Price {
  return a < b ? a : b
}
