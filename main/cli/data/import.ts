import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { TIMEFRAMES, timeframeMs, timeframeOf } from '../../../app/domain/timeframe.ts'
import { readHistory } from '../../../app/exchanges/history/read-history.ts'
import { printProblem } from '../print.ts'
import { EXIT, Misuse } from '../usage.ts'
import { changeLibrary } from './open-library.ts'
import {
  exchangeIn,
  lengthIn,
  lengthText,
  SERIES_OPTIONS,
  symbolIn,
  timeText,
} from './series-options.ts'

/** `cryptobot data import`: files of candles or trades, each of them whole or not at all. */
export async function importCandles(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: SERIES_OPTIONS,
    allowPositionals: true,
  })
  const [exchange, symbol] = [exchangeIn(values.exchange), symbolIn(values.symbol)]
  const wanted = timeframeOf(lengthIn(values.timeframe ?? '1m'))
  if (wanted === undefined) throw new Misuse(`--timeframe must be one of ${TIMEFRAMES.join(', ')}.`)
  if (positionals.length === 0) throw new Misuse('Name the files to import.')
  return changeLibrary(values, async (library) => {
    for (const path of positionals) {
      const read = await readHistory(path, wanted)
      if (!read.ok) {
        printProblem(read.error)
        return EXIT.failed
      }
      const { candles, priceDecimals, timeframe, isOfTrades } = read.value
      if (values.timeframe !== undefined && timeframe !== wanted) {
        throw new Misuse(`${path} holds ${timeframe} candles, not ${wanted} ones.`)
      }
      const key = { exchange, symbol, timeframeMs: timeframeMs(timeframe) }
      library.write(key, candles, priceDecimals)
      const [first, last] = [candles[0], candles.at(-1)]
      const range = first && last && `, ${timeText(first.openTime)} to ${timeText(last.openTime)}`
      const made = isOfTrades ? ' made of trades' : ''
      process.stdout.write(
        `${basename(path)}: ${candles.length} ${lengthText(key.timeframeMs)} candles${made}${range ?? ''}.\n`,
      )
    }
    return EXIT.done
  })
}
