import type { Quantity } from '../../domain/amount.ts'
import type { Candle } from '../../domain/candle.ts'
import { DECIMALS_MAX, decimalsOf } from '../../domain/decimal-text.ts'
import { type Price, parsePrice } from '../../domain/price.ts'
import { timeframeMs } from '../../domain/timeframe.ts'
import { parseVolume } from '../volume-text.ts'
import { CandleFileFault, excerpt } from './candle-file-fault.ts'
import { type CandleGrid, candleGrid } from './candle-grid.ts'
import { type CandleRepair, orderedRows, withoutGaps } from './candle-repair.ts'
import { parseTimestamp, type TimestampUnit } from './timestamp-text.ts'

export const CANDLE_COLUMNS = ['timestamp', 'open', 'high', 'low', 'close', 'volume'] as const
type ColumnName = (typeof CANDLE_COLUMNS)[number]
const PRICE_COLUMNS = ['open', 'high', 'low', 'close'] as const

/** Nine years of minutes; they are held in memory while they are replayed. */
export const CANDLES_MAX = 5_000_000

const CORRECT_THE_LINE = 'Correct that line, or export the file again, and import it once more.'
const SHORTEN_THE_FILE = 'Split the file, or export it with longer candles.'

/** Candles that were checked from the first line to the last. */
export interface ParsedCandles extends CandleGrid {
  readonly candles: readonly Candle[]
  readonly priceDecimals: number
  /** Null where nothing was to be repaired: then a file is as it should be, or refused. */
  readonly repair: CandleRepair | null
}

/** Takes the rows of a file one by one and refuses the first that is wrong, by throwing a CandleFileFault. */
export class CandleTable {
  readonly #candles: Candle[] = []
  readonly #lines: number[] = []
  #decimals = 0
  #highest = 0
  #unit: TimestampUnit | null = null
  readonly #repairs: boolean

  /** Repairs what rows say about time, where that is asked for; what they say about prices is right or refused. */
  constructor(repairs: boolean) {
    this.#repairs = repairs
  }

  addRow(row: readonly string[], line: number): void {
    const [timestamp = '', open = '', high = '', low = '', close = '', volume = ''] = row
    if (row.length !== CANDLE_COLUMNS.length) {
      const expected = `${CANDLE_COLUMNS.length} columns (${CANDLE_COLUMNS.join(',')})`
      throw faultAt(line, null, `there are ${row.length} columns instead of ${expected}.`)
    }
    if (this.#candles.length >= CANDLES_MAX) {
      const limit = CANDLES_MAX.toLocaleString('en-US')
      throw faultAt(line, null, `there are more than ${limit} candles.`, SHORTEN_THE_FILE)
    }
    const openTime = this.#readTime(timestamp, line)
    const prices = { open, high, low, close }
    for (const name of PRICE_COLUMNS) this.#widen(prices[name], name, line)
    const candle: Candle = {
      openTime,
      open: this.#readPrice(open, 'open', line),
      high: this.#readPrice(high, 'high', line),
      low: this.#readPrice(low, 'low', line),
      close: this.#readPrice(close, 'close', line),
      volume: readVolume(volume, line),
    }
    checkShape(candle, line)
    this.#highest = Math.max(this.#highest, candle.high)
    this.#candles.push(candle)
    this.#lines.push(line)
  }

  /** As they came, however they lie in time. */
  taken(): Pick<ParsedCandles, 'candles' | 'priceDecimals'> {
    return { candles: this.#candles, priceDecimals: this.#decimals }
  }

  finish(): ParsedCandles {
    if (this.#repairs) return this.#finishRepaired()
    const grid = candleGrid(this.#candles, (position) => this.#lines[position] ?? 0)
    return { ...grid, candles: this.#candles, priceDecimals: this.#decimals, repair: null }
  }

  #finishRepaired(): ParsedCandles {
    const given = this.#candles.map((candle, at) => ({ candle, line: this.#lines[at] ?? 0 }))
    const { rows, repair } = orderedRows(given)
    const ordered = rows.map(({ candle }) => candle)
    const grid = candleGrid(ordered, (position) => rows[position]?.line ?? 0)
    const candleMs = timeframeMs(grid.timeframe)
    if ((grid.to - grid.from) / candleMs >= CANDLES_MAX) throw tooSparse()
    const candles = withoutGaps(ordered, candleMs)
    const filledCandles = candles.length - ordered.length
    return {
      ...grid,
      ...{ gaps: 0, candles, priceDecimals: this.#decimals },
      repair: { ...repair, filledCandles },
    }
  }

  #readTime(text: string, line: number): number {
    const parsed = parseTimestamp(text)
    if (!parsed.ok) throw faultAt(line, 'timestamp', parsed.error)
    const { timeMs, unit } = parsed.value
    this.#unit ??= unit
    if (unit !== this.#unit) {
      const message = `${excerpt(text)} is in ${unit.name}, the lines before are in ${this.#unit.name}.`
      throw faultAt(line, 'timestamp', message)
    }
    if (!Number.isInteger(timeMs)) {
      throw faultAt(line, 'timestamp', `${excerpt(text)} is not a whole millisecond.`)
    }
    const previous = this.#candles.at(-1)?.openTime
    if (!this.#repairs && previous !== undefined && timeMs <= previous) {
      const what = timeMs === previous ? 'the same as' : 'earlier than'
      const message = `${excerpt(text)} is ${what} the timestamp before it; they must increase.`
      throw faultAt(line, 'timestamp', message)
    }
    return timeMs
  }

  /** A price with more decimals than any before it makes all prices integers of a finer unit. */
  #widen(text: string, name: ColumnName, line: number): void {
    const decimals = decimalsOf(text)
    if (decimals <= this.#decimals) return
    const factor = 10 ** (decimals - this.#decimals)
    if (decimals > DECIMALS_MAX || !Number.isSafeInteger(this.#highest * factor)) {
      throw faultAt(line, name, `${excerpt(text)} has too many decimals to be kept exactly.`)
    }
    this.#decimals = decimals
    this.#highest *= factor
    for (const [position, candle] of this.#candles.entries()) {
      this.#candles[position] = scaledBy(factor, candle)
    }
  }

  #readPrice(text: string, name: ColumnName, line: number): Price {
    const parsed = parsePrice(this.#decimals, text)
    if (!parsed.ok) throw faultAt(line, name, numberFault(text, parsed.error))
    if (parsed.value <= 0) throw faultAt(line, name, `${excerpt(text)} is not above zero.`)
    return parsed.value
  }
}

function tooSparse(): CandleFileFault {
  const limit = CANDLES_MAX.toLocaleString('en-US')
  return new CandleFileFault(
    `with its gaps filled there would be more than ${limit} candles.`,
    SHORTEN_THE_FILE,
  )
}

function readVolume(text: string, line: number): Quantity {
  const parsed = parseVolume(text)
  if (!parsed.ok) throw faultAt(line, 'volume', numberFault(text, parsed.error))
  if (parsed.value < 0) throw faultAt(line, 'volume', `${excerpt(text)} is negative.`)
  return parsed.value
}

function numberFault(text: string, reason: string): string {
  return reason.includes('too many digits')
    ? `${excerpt(text)} has too many digits to be kept exactly.`
    : `${excerpt(text)} is not a number.`
}

function checkShape({ open, high, low, close }: Candle, line: number): void {
  if (high < low) throw faultAt(line, 'high', 'high is below low.')
  const between = 'is not between low and high.'
  if (open > high || open < low) throw faultAt(line, 'open', `open ${between}`)
  if (close > high || close < low) throw faultAt(line, 'close', `close ${between}`)
}

function scaledBy(factor: number, candle: Candle): Candle {
  return {
    openTime: candle.openTime,
    open: (candle.open * factor) as Price,
    high: (candle.high * factor) as Price,
    low: (candle.low * factor) as Price,
    close: (candle.close * factor) as Price,
    volume: candle.volume,
  }
}

function faultAt(
  line: number,
  name: ColumnName | null,
  message: string,
  action = CORRECT_THE_LINE,
): CandleFileFault {
  const column = name ? { number: CANDLE_COLUMNS.indexOf(name) + 1, name } : undefined
  return new CandleFileFault(message, action, { line, column })
}
