import type { Candle } from '../../domain/candle.ts'
import { candlesOf } from '../../domain/candle-arrays.ts'
import { bucketStart, longerCandles } from '../../domain/candle-bucket.ts'
import type { ListedSeries, SeriesDirectory, SeriesKey } from './series-directory.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/**
 * The longer candles that are kept beside those they follow from; each is a multiple of the one before it. Any other multiple is
 * made when it is read.
 */
export const KEPT_TIMEFRAMES_MS: readonly number[] = [
  ...[5 * MINUTE_MS, 15 * MINUTE_MS],
  ...[HOUR_MS, 4 * HOUR_MS, DAY_MS, 7 * DAY_MS],
]

export interface Written {
  /** Open times of the first and the last candle that were written. */
  readonly first: number
  readonly last: number
  /** The newest that there was before. */
  readonly newestBefore: number | undefined
}

/** Those that can be made of candles of this length. */
export function longerThan(baseMs: number): readonly number[] {
  return KEPT_TIMEFRAMES_MS.filter((ms) => ms > baseMs && ms % baseMs === 0)
}

/**
 * Brings the longer candles up to date with what was just written to their base. Each comes from the next shorter kept one,
 * so that a day costs six candles of four hours and not 1,440 minutes. One that is still forming is not written.
 */
export function updateLonger(
  directory: SeriesDirectory,
  base: ListedSeries,
  written: Written,
): void {
  const { first, last, newestBefore = first } = written
  const newest = Math.max(last, newestBefore)
  const closedUntil = newest + base.timeframeMs
  const isNewest = last >= newestBefore
  let shorter = base
  for (const timeframeMs of longerThan(base.timeframeMs)) {
    const from = bucketStart(Math.min(first, isNewest ? newestBefore : first), timeframeMs)
    const closed = bucketStart(closedUntil, timeframeMs)
    const until = Math.min(closed, bucketStart(last, timeframeMs) + timeframeMs)
    if (from >= until) return
    const longer = directory.ensure({ ...base, timeframeMs }, base.timeframeMs, base.priceDecimals)
    const candles = longerCandles(readAll(directory, shorter, from, until), timeframeMs)
    directory.candlesOf(longer).write(candles, longer.priceDecimals)
    shorter = longer
  }
}

/** The longest kept candles that those of a length can be made of, when they are not kept themselves. */
export function longestDivisor(
  directory: SeriesDirectory,
  base: ListedSeries,
  timeframeMs: number,
): ListedSeries | undefined {
  const lengths = [base.timeframeMs, ...longerThan(base.timeframeMs)].reverse()
  for (const ms of lengths) {
    if (ms >= timeframeMs || timeframeMs % ms !== 0) continue
    const found = directory.find({ ...base, timeframeMs: ms } satisfies SeriesKey, base.timeframeMs)
    if (found !== undefined) return found
  }
  return undefined
}

export function readAll(
  directory: SeriesDirectory,
  series: ListedSeries,
  from: number,
  until: number,
): readonly Candle[] {
  return candlesOf(directory.candlesOf(series).read(from, until, series.priceDecimals))
}
