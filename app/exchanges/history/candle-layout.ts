import { CandleFileFault, excerpt } from '../replay/candle-file-fault.ts'

/** Which column of a file holds what, counted from zero. */
export interface CandleLayout {
  readonly kind: 'candles'
  /** Time, open, high, low, close, volume. */
  readonly columns: readonly [number, number, number, number, number, number]
}

export interface TradeLayout {
  readonly kind: 'trades'
  readonly time: number
  readonly price: number
  readonly quantity: number
}

export type Layout = CandleLayout | TradeLayout

const TIME = ['timestamp', 'unix', 'open_time', 'opentime', 'time', 'datetime', 'date', 'start']
const TRADE_TIME = ['timestamp', 'transact_time', 'time', 'unix', 'datetime', 'date']
const VOLUME = ['volume', 'vol', 'base_volume']
const QUANTITY = ['qty', 'quantity', 'amount', 'size', 'volume']
const KNOWN =
  'The first line of a CSV file must name at least timestamp, open, high, low, close and volume; of trades, timestamp, price and quantity.'

/** Whether a line says what the columns are: one of candles or trades begins with a time, or with a trade's number. */
export function isHeader([first = '']: readonly string[]): boolean {
  return !isTime(first) && !/^[\d.]+$/.test(first)
}

/** By the names of the columns. */
export function layoutOfHeader(row: readonly string[], line: number): Layout {
  const names = row.map((name) =>
    name
      .toLowerCase()
      .replaceAll(/[\s(]+/g, '_')
      .replace(')', ''),
  )
  const place = (wanted: readonly string[]) =>
    wanted.map((name) => names.indexOf(name)).find((index) => index >= 0)
  const [open, high, low, close] = ['open', 'high', 'low', 'close'].map((name) => place([name]))
  if (open !== undefined && high !== undefined && low !== undefined && close !== undefined) {
    // "Volume BTC" stands before "Volume USDT".
    const volume = place(VOLUME) ?? indexOf(names, (name) => name.startsWith('volume'))
    const time = place(TIME)
    if (time === undefined) throw unknown(row, line, 'no column is a time')
    if (volume === undefined) throw unknown(row, line, 'no column is a volume')
    return { kind: 'candles', columns: [time, open, high, low, close, volume] }
  }
  const [time, price, quantity] = [place(TRADE_TIME), place(['price']), place(QUANTITY)]
  if (time === undefined || price === undefined || quantity === undefined) {
    throw unknown(row, line, 'the columns are neither those of candles nor of trades')
  }
  return { kind: 'trades', time, price, quantity }
}

/** By how many columns there are and what stands in them, where no line names them. */
export function layoutOfRow(row: readonly string[], line: number): Layout {
  // Binance's archives end a trade with whether the buyer was the maker, and one more.
  if (isBoolean(row[5]) && isBoolean(row[6]))
    return { kind: 'trades', time: 4, price: 1, quantity: 2 }
  if (isBoolean(row[6]) && isBoolean(row[7]))
    return { kind: 'trades', time: 5, price: 1, quantity: 2 }
  if (row.length === 3) return { kind: 'trades', time: 0, price: 1, quantity: 2 }
  // Kraken's archives add the number of trades, Binance's six columns more.
  if ([6, 7, 12].includes(row.length)) return { kind: 'candles', columns: [0, 1, 2, 3, 4, 5] }
  throw unknown(row, line, 'no line says what the columns are')
}

/** Some files begin with where they are from. */
export function isAddress(row: readonly string[]): boolean {
  return row.length === 1 && /^(https?:\/\/|www\.)/i.test(row[0] ?? '')
}

export function isTime(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}/.test(text)
}

function isBoolean(text: string | undefined): boolean {
  return text !== undefined && /^(true|false)$/i.test(text)
}

function indexOf(names: readonly string[], isMeant: (name: string) => boolean): number | undefined {
  const index = names.findIndex(isMeant)
  return index >= 0 ? index : undefined
}

function unknown(row: readonly string[], line: number, why: string): CandleFileFault {
  return new CandleFileFault(`${why}: ${excerpt(row.join(','))}.`, KNOWN, { line })
}
