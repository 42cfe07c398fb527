import { add, formatAmount, type Quantity } from '../../domain/amount.ts'
import { bucketStart } from '../../domain/candle-bucket.ts'
import { timeframeMs } from '../../domain/timeframe.ts'
import { CandleFileFault, excerpt } from '../replay/candle-file-fault.ts'
import type { CandleTable, ParsedCandles } from '../replay/candle-table.ts'
import { parseVolume } from '../volume-text.ts'

const CORRECT_THE_LINE = 'Correct that line, or export the file again, and import it once more.'
/** A unit of time is known by its magnitude. */
const UNITS = [
  { below: 1e11, perMs: 0.001 },
  { below: 1e14, perMs: 1 },
  { below: 1e17, perMs: 1_000 },
]

interface TradeText {
  readonly time: string
  readonly price: string | undefined
  readonly quantity: string | undefined
}

interface Forming {
  readonly openTime: number
  readonly open: string
  high: string
  low: string
  close: string
  volume: Quantity
  readonly line: number
}

/** Makes candles of trades in the order of time. A stretch without trades has none. */
export class TradeCandles {
  readonly #table: CandleTable
  readonly #timeframe: ParsedCandles['timeframe']
  #forming: Forming | null = null
  #newest = 0

  /** The candles go through the checks of this table. */
  constructor(table: CandleTable, timeframe: ParsedCandles['timeframe']) {
    this.#table = table
    this.#timeframe = timeframe
  }

  add({ time, price = '', quantity = '' }: TradeText, line: number): void {
    const timeMs = tradeTime(time, line)
    if (timeMs < this.#newest)
      throw fault(line, `${excerpt(time)} is earlier than the trade before it.`)
    this.#newest = timeMs
    if (!(Number(price) > 0)) throw fault(line, `the price ${excerpt(price)} is not above zero.`)
    const volume = parseVolume(quantity)
    if (!volume.ok || volume.value < 0) {
      throw fault(line, `the quantity ${excerpt(quantity)} is not a number above zero.`)
    }
    const openTime = bucketStart(timeMs, timeframeMs(this.#timeframe))
    const forming = this.#forming
    if (forming?.openTime === openTime) extend(forming, price, volume.value)
    else {
      this.#close()
      const prices = { open: price, high: price, low: price, close: price }
      this.#forming = { openTime, ...prices, volume: volume.value, line }
    }
  }

  finish(): Pick<ParsedCandles, 'candles' | 'priceDecimals' | 'timeframe'> {
    this.#close()
    return { ...this.#table.taken(), timeframe: this.#timeframe }
  }

  #close(): void {
    if (this.#forming === null) return
    const { openTime, open, high, low, close, volume, line } = this.#forming
    this.#forming = null
    this.#table.addRow([String(openTime), open, high, low, close, formatAmount(volume)], line)
  }
}

function extend(forming: Forming, price: string, volume: Quantity): void {
  if (Number(price) > Number(forming.high)) forming.high = price
  if (Number(price) < Number(forming.low)) forming.low = price
  forming.close = price
  forming.volume = add(forming.volume, volume)
}

/** Some archives have fractions of a second. */
function tradeTime(text: string, line: number): number {
  const number = text.trim() === '' ? Number.NaN : Number(text)
  const unit = UNITS.find(({ below }) => number < below)
  if (!(number > 0) || unit === undefined) throw fault(line, `${excerpt(text)} is not a time.`)
  return Math.floor(number / unit.perMs)
}

function fault(line: number, message: string): CandleFileFault {
  return new CandleFileFault(message, CORRECT_THE_LINE, { line })
}
