import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { CANDLE_FORMATS, type CandleFormat } from '../../../app/contract/stored-data.ts'
import type { CandleArrays } from '../../../app/domain/candle-arrays.ts'
import type { CandleLibrary } from '../../../app/storage/candles/candle-library.ts'
import { candleText } from '../../data/candle-text.ts'
import { EXIT, Misuse } from '../usage.ts'
import { withLibrary } from './open-library.ts'
import { SERIES_OPTIONS, seriesIn, timeIn } from './series-options.ts'
import { storedCandles } from './stored-candles.ts'

const OPTIONS = {
  ...SERIES_OPTIONS,
  from: { type: 'string' },
  to: { type: 'string' },
  limit: { type: 'string' },
  output: { type: 'string' },
  format: { type: 'string', default: 'csv' },
} as const

/** `cryptobot data query`: prints candles, made of shorter ones where there are none of that length. */
export async function query(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS })
  const format = formatIn(values.format)
  return withLibrary(values, (library) => {
    const { arrays, newest } = wanted(library, values)
    process.stdout.write(candleText(arrays, format, newest))
    return EXIT.done
  })
}

/** `cryptobot data export`: the same into a file, whole or not at all. */
export async function exportCandles(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS })
  const format = formatIn(values.format)
  const { output } = values
  if (output === undefined) throw new Misuse('--output is missing.')
  if (existsSync(output)) throw new Misuse(`${output} is there already. Name another file.`)
  return withLibrary(values, (library) => {
    const { arrays, newest } = wanted(library, values)
    writeFileSync(`${output}.part`, candleText(arrays, format, newest))
    renameSync(`${output}.part`, output)
    const count = Math.min(arrays.openTime.length, newest)
    process.stdout.write(`${count} candles were written to ${output}.\n`)
    return EXIT.done
  })
}

interface TypedQuery {
  readonly exchange?: string | undefined
  readonly symbol?: string | undefined
  readonly timeframe?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly limit?: string | undefined
}

interface Wanted {
  readonly arrays: CandleArrays
  /** So many of the newest. */
  readonly newest: number
}

function wanted(library: CandleLibrary, typed: TypedQuery): Wanted {
  const key = seriesIn(typed)
  const from = timeIn(typed.from, 'from') ?? 0
  const until = timeIn(typed.to, 'to') ?? Number.MAX_SAFE_INTEGER
  const arrays = storedCandles(library, key, from, until)
  const newest = typed.limit === undefined ? Number.POSITIVE_INFINITY : limitIn(typed.limit)
  return { arrays, newest }
}

function limitIn(text: string): number {
  const limit = Number(text)
  if (Number.isSafeInteger(limit) && limit > 0) return limit
  throw new Misuse('--limit must be a whole number above zero: so many of the newest.')
}

function formatIn(text: string): CandleFormat {
  const format = CANDLE_FORMATS.find((known) => known === text)
  if (format !== undefined) return format
  throw new Misuse('--format must be csv or freqtrade.')
}
