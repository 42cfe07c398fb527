import type { Stretch } from '../../app/domain/stretch.ts'
import { missingStretches } from '../../app/market/missing-stretches.ts'
import type { CandleLibrary } from '../../app/storage/candles/candle-library.ts'
import type { ListedSeries } from '../../app/storage/candles/series-directory.ts'

export interface SeriesGap extends Stretch {
  readonly candles: number
  /** The exchange was asked, and has none there. */
  readonly isEmpty: boolean
}

/** Where candles are missing between the first and the last of a series. */
export function seriesGaps(library: CandleLibrary, series: ListedSeries): readonly SeriesGap[] {
  const { timeframeMs } = series
  const { from, to } = library.extent(series)
  if (from === null || to === null) return []
  const empty = library.records.emptyStretches(series)
  const gaps = missingStretches(
    library.arrays(series).openTime,
    { from, until: to + timeframeMs },
    { candleMs: timeframeMs, empty: [] },
  )
  return gaps.map((gap) => ({
    ...gap,
    candles: (gap.until - gap.from) / timeframeMs,
    isEmpty: empty.some(({ from: start, until }) => start <= gap.from && gap.until <= until),
  }))
}
