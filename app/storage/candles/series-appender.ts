import type { Candle } from '../../domain/candle.ts'
import { bucketStart, joined, longerCandles } from '../../domain/candle-bucket.ts'
import type { CandleSeries } from './candle-series.ts'
import { longerThan, readAll } from './longer-series.ts'
import type { ListedSeries, SeriesDirectory } from './series-directory.ts'

/** A longer candle with what is known of it by now. */
interface Forming {
  readonly timeframeMs: number
  candle: Candle
  isWritten: boolean
  /** Where it goes once it is closed. */
  series: CandleSeries | undefined
}

/**
 * Appends one candle after another to a series, and the longer ones that each of them closes, without reading any of it
 * again. What it knows holds for as long as nothing else writes to the series.
 */
export class SeriesAppender {
  readonly base: ListedSeries
  readonly #directory: SeriesDirectory
  readonly #series: CandleSeries
  readonly #forming: readonly Forming[]
  #newest: number

  /** The series has candles; the newest opens at this time. */
  constructor(directory: SeriesDirectory, base: ListedSeries, newest: number) {
    this.base = base
    this.#directory = directory
    this.#series = directory.candlesOf(base)
    this.#newest = newest
    this.#forming = formingAt(directory, base, newest)
  }

  /** Whether the candle is newer than all there is, and of prices that the series has. */
  takes(candle: Candle, priceDecimals: number): boolean {
    return candle.openTime > this.#newest && priceDecimals === this.base.priceDecimals
  }

  append(candle: Candle): void {
    this.#series.append(candle, this.base.priceDecimals)
    this.#newest = candle.openTime
    const closedUntil = candle.openTime + this.base.timeframeMs
    for (const forming of this.#forming) this.#extend(forming, candle, closedUntil)
  }

  #extend(forming: Forming, candle: Candle, closedUntil: number): void {
    const openTime = bucketStart(candle.openTime, forming.timeframeMs)
    if (openTime === forming.candle.openTime) forming.candle = joined(forming.candle, candle)
    else {
      if (!forming.isWritten) this.#write(forming)
      forming.candle = { ...candle, openTime }
    }
    forming.isWritten = openTime + forming.timeframeMs <= closedUntil
    if (forming.isWritten) this.#write(forming)
  }

  #write(forming: Forming): void {
    const { base } = this
    forming.series ??= this.#directory.candlesOf(
      this.#directory.ensure(
        { ...base, timeframeMs: forming.timeframeMs },
        base.timeframeMs,
        base.priceDecimals,
      ),
    )
    forming.series.append(forming.candle, base.priceDecimals)
  }
}

/** Each from the closed ones of the length before it and the one of that length which is still forming. */
function formingAt(
  directory: SeriesDirectory,
  base: ListedSeries,
  newest: number,
): readonly Forming[] {
  let [shorter, partFrom] = [base, newest]
  let part = readAll(directory, base, newest, newest + 1)
  const forming: Forming[] = []
  for (const timeframeMs of longerThan(base.timeframeMs)) {
    const openTime = bucketStart(newest, timeframeMs)
    const closed = readAll(directory, shorter, openTime, partFrom)
    const [candle] = longerCandles([...closed, ...part], timeframeMs)
    if (candle === undefined) return forming
    const isWritten = openTime + timeframeMs <= newest + base.timeframeMs
    forming.push({ timeframeMs, candle, isWritten, series: undefined })
    ;[part, partFrom] = [[candle], openTime]
    shorter = directory.find({ ...base, timeframeMs }, base.timeframeMs) ?? shorter
  }
  return forming
}
