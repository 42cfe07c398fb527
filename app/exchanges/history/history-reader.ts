import { CandleFileFault, excerpt } from '../replay/candle-file-fault.ts'
import type { ParsedCandles } from '../replay/candle-table.ts'
import { CandleTable } from '../replay/candle-table.ts'
import {
  type CandleLayout,
  isAddress,
  isHeader,
  isTime,
  type Layout,
  layoutOfHeader,
  layoutOfRow,
} from './candle-layout.ts'
import { TradeCandles } from './trade-candles.ts'

const EXPORT_AGAIN = 'Correct that line, or export the file again, and import it once more.'

export type HistoryCandles = Pick<ParsedCandles, 'candles' | 'priceDecimals' | 'timeframe'> & {
  /** Whether they were made of trades. */
  readonly isOfTrades: boolean
}

interface Row {
  readonly cells: readonly string[]
  readonly line: number
}

/** Takes the lines of a file one by one and finds out by itself what stands where. Throws a `CandleFileFault`. */
export class HistoryReader {
  readonly #table = new CandleTable(false)
  readonly #trades: TradeCandles
  #layout: Layout | null = null
  /** Those of a file that begins with the newest, until all of them are there. */
  #backwards: Row[] | null = null
  /** Waits for the second, which tells the order. */
  #first: Row | null = null
  #isOrdered = false

  /** What trades are put together to. */
  constructor(tradeTimeframe: ParsedCandles['timeframe']) {
    this.#trades = new TradeCandles(this.#table, tradeTimeframe)
  }

  addRow(cells: readonly string[], line: number): void {
    if (this.#layout === null) {
      if (isAddress(cells)) return
      const hasNames = isHeader(cells)
      this.#layout = hasNames ? layoutOfHeader(cells, line) : layoutOfRow(cells, line)
      if (hasNames) return
    }
    this.#take({ cells, line }, this.#layout)
  }

  finish(): HistoryCandles {
    const layout = this.#layout
    if (layout === null) throw new CandleFileFault('the file is empty.', 'Choose another file.')
    if (this.#first !== null) this.#put(this.#first, layout)
    for (const row of this.#backwards?.reverse() ?? []) this.#put(row, layout)
    if (layout.kind === 'trades') return { ...this.#trades.finish(), isOfTrades: true }
    const { candles, priceDecimals, timeframe } = this.#table.finish()
    return { candles, priceDecimals, timeframe, isOfTrades: false }
  }

  /** The second line tells whether the newest comes first. */
  #take(row: Row, layout: Layout): void {
    if (this.#backwards !== null) {
      this.#backwards.push(row)
      return
    }
    if (this.#first === null && !this.#isOrdered) {
      this.#first = row
      return
    }
    const first = this.#first
    if (first !== null) {
      this.#isOrdered = true
      this.#first = null
      if (timeIn(row, layout) < timeIn(first, layout)) {
        this.#backwards = [first, row]
        return
      }
      this.#put(first, layout)
    }
    this.#put(row, layout)
  }

  #put({ cells, line }: Row, layout: Layout): void {
    if (layout.kind === 'trades') {
      const [time, price, quantity] = [layout.time, layout.price, layout.quantity].map(
        (column) => cells[column] ?? '',
      )
      this.#trades.add({ time: timeText(time ?? '', line), price, quantity }, line)
      return
    }
    if (cells.length <= Math.max(...layout.columns)) {
      const expected = Math.max(...layout.columns) + 1
      const message = `there are ${cells.length} columns, and at least ${expected} are needed.`
      throw new CandleFileFault(message, EXPORT_AGAIN, { line })
    }
    const [time = '', ...values] = layout.columns.map((column) => cells[column] ?? '')
    try {
      this.#table.addRow([timeText(time, line), ...values], line)
    } catch (error) {
      throw error instanceof CandleFileFault ? placed(error, layout) : error
    }
  }
}

/** With the number that the column has in the file. */
function placed(fault: CandleFileFault, { columns }: CandleLayout): CandleFileFault {
  const { message, action, place } = fault
  if (place?.column === undefined) return fault
  const { number, name } = place.column
  const own = (columns[number - 1] ?? 0) + 1
  return new CandleFileFault(message, action, { ...place, column: { number: own, name } })
}

/** For telling which is the later one. */
function timeIn({ cells }: Row, layout: Layout): number {
  const text = cells[layout.kind === 'trades' ? layout.time : layout.columns[0]] ?? ''
  return isTime(text) ? parsedTime(text) : Number(text)
}

/** A Unix timestamp as it is, and a date as one; a date without a zone is UTC. */
function timeText(text: string, line: number): string {
  if (!isTime(text)) return text
  const time = parsedTime(text)
  if (Number.isFinite(time)) return String(time)
  throw new CandleFileFault(`${excerpt(text)} is not a time.`, EXPORT_AGAIN, {
    line,
    column: { number: 1, name: 'timestamp' },
  })
}

function parsedTime(text: string): number {
  const iso = text.replace(/ UTC$/i, 'Z').replace(' ', 'T')
  const hasZone = /(Z|[+-]\d{2}:?\d{2})$/i.test(iso)
  return Date.parse(hasZone || !iso.includes('T') ? iso : `${iso}Z`)
}
