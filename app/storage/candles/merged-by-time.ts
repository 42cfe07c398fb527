import type { Candle } from '../../domain/candle.ts'
import type { Price } from '../../domain/price.ts'

/** Both in the order of time; of two with the same, the fresh one stays. */
export function mergedByTime(
  before: readonly Candle[],
  fresh: readonly Candle[],
): readonly Candle[] {
  const merged: Candle[] = []
  let old = 0
  for (const candle of fresh) {
    for (; old < before.length; old += 1) {
      const earlier = before[old]
      if (earlier === undefined || earlier.openTime > candle.openTime) break
      if (earlier.openTime < candle.openTime) merged.push(earlier)
    }
    merged.push(candle)
  }
  return [...merged, ...before.slice(old)]
}

/** The same candle, its prices as counts of something so many times smaller. */
export function finer(candle: Candle, factor: number): Candle {
  const { open, high, low, close } = candle
  const price = (units: Price) => (units * factor) as Price
  return { ...candle, open: price(open), high: price(high), low: price(low), close: price(close) }
}
