import type { Quantity } from './amount.ts'
import type { Candle } from './candle.ts'
import type { Price } from './price.ts'

/** Candles as columns of numbers, the oldest first. Prices are whole counts of 10^-priceDecimals, volumes of 10^-8. */
export interface CandleArrays {
  readonly priceDecimals: number
  readonly openTime: Float64Array
  readonly open: Float64Array
  readonly high: Float64Array
  readonly low: Float64Array
  readonly close: Float64Array
  readonly volume: Float64Array
  /** Volumes that a number does not hold exactly, by their place. */
  readonly largeVolumes: ReadonlyMap<number, Quantity>
}

/** Makes one object of each candle from one place on and before another. */
export function candlesOf(
  arrays: CandleArrays,
  from = 0,
  until = arrays.openTime.length,
): readonly Candle[] {
  return Array.from({ length: until - from }, (_, index) => candleAt(arrays, from + index))
}

export function candleAt(arrays: CandleArrays, index: number): Candle {
  const { openTime, open, high, low, close, volume, largeVolumes } = arrays
  return {
    openTime: openTime[index] ?? Number.NaN,
    open: (open[index] ?? Number.NaN) as Price,
    high: (high[index] ?? Number.NaN) as Price,
    low: (low[index] ?? Number.NaN) as Price,
    close: (close[index] ?? Number.NaN) as Price,
    volume: largeVolumes.get(index) ?? ((volume[index] ?? Number.NaN) as Quantity),
  }
}

/** The place of the first candle that opens at a time or later. */
export function firstPlaceAt(openTime: Float64Array, time: number): number {
  let [low, high] = [0, openTime.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((openTime[middle] ?? Number.NaN) < time) low = middle + 1
    else high = middle
  }
  return low
}
