import type { Candle } from '../domain/candle.ts'

/** A stretch in which candles are missing: the starts of the candles around it. */
export interface CandleGap {
  readonly after: number
  readonly before: number
  readonly missing: number
}

/** Those that start from one time on and before another, Unix ms. */
export function candlesWithin(
  candles: readonly Candle[],
  from: number,
  until: number,
): readonly Candle[] {
  return candles.filter(({ openTime }) => openTime >= from && openTime < until)
}

export function gapsOf(openTimes: Iterable<number>, candleMs: number): readonly CandleGap[] {
  const gaps: CandleGap[] = []
  let after: number | undefined
  for (const before of openTimes) {
    if (after !== undefined && before - after > candleMs) {
      gaps.push({ after, before, missing: Math.round((before - after) / candleMs) - 1 })
    }
    after = before
  }
  return gaps
}
