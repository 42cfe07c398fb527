import type { MarketCandles } from '../../../../app/contract/market-watch.ts'

export const NO_CANDLES: MarketCandles = {
  ...{ openTime: new Float64Array(), open: new Float64Array(), high: new Float64Array() },
  ...{ low: new Float64Array(), close: new Float64Array(), volume: new Float64Array() },
}

/** What came from further back goes in front. */
export function withOlder(candles: MarketCandles, older: MarketCandles): MarketCandles {
  const first = candles.openTime[0] ?? Number.POSITIVE_INFINITY
  const end = older.openTime.findLastIndex((time) => time < first) + 1
  return joined(older, end, candles)
}

/** The newest goes behind, in the place of what was still forming. */
export function withNewer(candles: MarketCandles, newer: MarketCandles): MarketCandles {
  const first = newer.openTime[0]
  if (first === undefined) return candles
  const end = candles.openTime.findLastIndex((time) => time < first) + 1
  return joined(candles, end, newer)
}

/** Those from one place on and before another, in the same memory. */
export function part(candles: MarketCandles, from: number, until: number): MarketCandles {
  if (from <= 0 && until >= candles.openTime.length) return candles
  return eachColumn((name) => candles[name].subarray(Math.max(from, 0), until))
}

/** The time at a place, which may lie within a bar or beyond all of them. */
export function timeAt({ openTime }: MarketCandles, place: number, barMs: number): number {
  const index = Math.min(Math.max(Math.floor(place), 0), openTime.length - 1)
  return (openTime[index] ?? 0) + (place - index) * barMs
}

/** The place of a time, within a bar where it lies within one. */
export function placeOf({ openTime }: MarketCandles, time: number, barMs: number): number {
  const first = openTime[0] ?? 0
  if (time < first) return (time - first) / barMs
  const index = lastPlaceAt(openTime, time)
  const inside = (time - (openTime[index] ?? 0)) / barMs
  return index + (index < openTime.length - 1 ? Math.min(inside, 1) : inside)
}

/** The place of the last bar that opens at a time or before it. */
function lastPlaceAt(openTime: Float64Array, time: number): number {
  let [low, high] = [0, openTime.length]
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if ((openTime[middle] ?? Number.NaN) <= time) low = middle
    else high = middle
  }
  return low
}

function joined(front: MarketCandles, frontLength: number, back: MarketCandles): MarketCandles {
  return eachColumn((name) => {
    const both = new Float64Array(frontLength + back[name].length)
    both.set(front[name].subarray(0, frontLength))
    both.set(back[name], frontLength)
    return both
  })
}

type Column = MarketCandles['openTime']

function eachColumn(column: (name: keyof MarketCandles) => Column): MarketCandles {
  return {
    openTime: column('openTime'),
    open: column('open'),
    high: column('high'),
    low: column('low'),
    close: column('close'),
    volume: column('volume'),
  }
}
