import { parseArgs } from 'node:util'
import type { Stretch } from '../../../app/domain/stretch.ts'
import { missingStretches } from '../../../app/market/missing-stretches.ts'
import type { CandleLibrary } from '../../../app/storage/candles/candle-library.ts'
import type { ListedSeries } from '../../../app/storage/candles/series-directory.ts'
import { print } from '../print.ts'
import { printTable } from '../print-table.ts'
import { EXIT } from '../usage.ts'
import { withLibrary } from './open-library.ts'
import { lengthText, SERIES_OPTIONS, timeText } from './series-options.ts'

const OPTIONS = { ...SERIES_OPTIONS, json: { type: 'boolean', default: false } } as const

/** `cryptobot data gaps`: where candles are missing between the first and the last of each series. */
export async function gaps(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS })
  return withLibrary(values, (library) => {
    const series = library
      .list()
      .filter(({ timeframeMs, baseMs }) => timeframeMs === baseMs)
      .filter(({ exchange }) => values.exchange === undefined || exchange === values.exchange)
      .filter(({ symbol }) => values.symbol === undefined || symbol === values.symbol)
      .filter(
        ({ timeframeMs }) =>
          values.timeframe === undefined || lengthText(timeframeMs) === values.timeframe,
      )
    const rows = series.flatMap((one) => gapsOf(library, one))
    if (values.json) print(rows)
    else printTable(rows)
    return EXIT.done
  })
}

function gapsOf(library: CandleLibrary, series: ListedSeries) {
  const { from, to } = library.extent(series)
  if (from === null || to === null) return []
  const { openTime } = library.arrays(series)
  const whole = { from, until: to + series.timeframeMs }
  const empty = library.records.emptyStretches(series)
  const row = (gap: Stretch, why: string) => ({
    ...{ exchange: series.exchange, symbol: series.symbol },
    timeframe: lengthText(series.timeframeMs),
    from: timeText(gap.from),
    until: timeText(gap.until),
    candles: (gap.until - gap.from) / series.timeframeMs,
    why,
  })
  const known = { candleMs: series.timeframeMs, empty: [] }
  return missingStretches(openTime, whole, known).flatMap((gap) => {
    const isEmpty = empty.some(({ from: start, until }) => start <= gap.from && gap.until <= until)
    return [row(gap, isEmpty ? 'the exchange has none' : 'not downloaded')]
  })
}
