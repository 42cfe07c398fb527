import { parseArgs } from 'node:util'
import type { CandleLibrary } from '../../../app/storage/candles/candle-library.ts'
import type { ListedSeries } from '../../../app/storage/candles/series-directory.ts'
import { seriesGaps } from '../../data/series-gaps.ts'
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
  return seriesGaps(library, series).map(({ from, until, candles, isEmpty }) => ({
    ...{ exchange: series.exchange, symbol: series.symbol },
    timeframe: lengthText(series.timeframeMs),
    ...{ from: timeText(from), until: timeText(until), candles },
    why: isEmpty ? 'the exchange has none' : 'not downloaded',
  }))
}
