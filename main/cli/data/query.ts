import { existsSync, renameSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { formatAmount } from '../../../app/domain/amount.ts'
import type { Candle } from '../../../app/domain/candle.ts'
import { candlesOf } from '../../../app/domain/candle-arrays.ts'
import { formatDecimal } from '../../../app/domain/decimal-text.ts'
import type { CandleLibrary } from '../../../app/storage/candles/candle-library.ts'
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

type Format = 'csv' | 'freqtrade'
type Texts = readonly [number, string, string, string, string, string]

/** `cryptobot data query`: prints candles, made of shorter ones where there are none of that length. */
export async function query(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS })
  const format = formatIn(values.format)
  return withLibrary(values, (library) => {
    process.stdout.write(textOf(wanted(library, values), format))
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
    const texts = wanted(library, values)
    writeFileSync(`${output}.part`, textOf(texts, format))
    renameSync(`${output}.part`, output)
    process.stdout.write(`${texts.length} candles were written to ${output}.\n`)
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

function wanted(library: CandleLibrary, typed: TypedQuery): readonly Texts[] {
  const key = seriesIn(typed)
  const from = timeIn(typed.from, 'from') ?? 0
  const until = timeIn(typed.to, 'to') ?? Number.MAX_SAFE_INTEGER
  const arrays = storedCandles(library, key, from, until)
  const candles = candlesOf(arrays)
  const limited = typed.limit === undefined ? candles : candles.slice(-limitIn(typed.limit))
  return limited.map((candle) => textsOf(candle, arrays.priceDecimals))
}

function limitIn(text: string): number {
  const limit = Number(text)
  if (Number.isSafeInteger(limit) && limit > 0) return limit
  throw new Misuse('--limit must be a whole number above zero: so many of the newest.')
}

function formatIn(text: string): Format {
  if (text === 'csv' || text === 'freqtrade') return text
  throw new Misuse('--format must be csv or freqtrade.')
}

function textsOf({ openTime, volume, ...prices }: Candle, priceDecimals: number): Texts {
  const price = (units: Candle['open']) => formatDecimal(units, priceDecimals)
  const { open, high, low, close } = prices
  return [openTime, price(open), price(high), price(low), price(close), formatAmount(volume)]
}

function textOf(texts: readonly Texts[], format: Format): string {
  if (format === 'freqtrade') return `[${texts.map((row) => `[${row.join(', ')}]`).join(', ')}]\n`
  return ['timestamp,open,high,low,close,volume', ...texts.map((row) => row.join(','))]
    .map((line) => `${line}\n`)
    .join('')
}
