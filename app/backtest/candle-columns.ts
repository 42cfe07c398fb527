import type { Quantity } from '../domain/amount.ts'
import type { Candle } from '../domain/candle.ts'
import type { Price } from '../domain/price.ts'

const COLUMNS = 6
const BYTES_PER_NUMBER = 8

/** Candles as columns of numbers, in memory that worker threads can share: no objects, and nothing is copied. */
export class CandleColumns {
  readonly size: number
  readonly openTime: Float64Array
  readonly #open: Float64Array
  readonly #high: Float64Array
  readonly #low: Float64Array
  readonly #close: Float64Array
  readonly #volume: Float64Array
  /** Volumes that a number does not hold exactly. */
  readonly #largeVolumes = new Map<number, Quantity>()

  constructor(candles: readonly Candle[]) {
    this.size = candles.length
    const memory = new SharedArrayBuffer(this.size * COLUMNS * BYTES_PER_NUMBER)
    const column = (index: number) =>
      new Float64Array(memory, index * this.size * BYTES_PER_NUMBER, this.size)
    this.openTime = column(0)
    this.#open = column(1)
    this.#high = column(2)
    this.#low = column(3)
    this.#close = column(4)
    this.#volume = column(5)
    for (const [index, candle] of candles.entries()) this.#put(index, candle)
  }

  #put(index: number, { openTime, open, high, low, close, volume }: Candle): void {
    this.openTime[index] = openTime
    this.#open[index] = open
    this.#high[index] = high
    this.#low[index] = low
    this.#close[index] = close
    if (typeof volume === 'bigint') this.#largeVolumes.set(index, volume)
    else this.#volume[index] = volume
  }

  /** Shows this candle through the cursor: no object is made. */
  show(index: number, cursor: CandleCursor): void {
    cursor.openTime = this.openTime[index] ?? Number.NaN
    cursor.open = (this.#open[index] ?? Number.NaN) as Price
    cursor.high = (this.#high[index] ?? Number.NaN) as Price
    cursor.low = (this.#low[index] ?? Number.NaN) as Price
    cursor.close = (this.#close[index] ?? Number.NaN) as Price
    const large = this.#largeVolumes.size > 0 ? this.#largeVolumes.get(index) : undefined
    cursor.volume = large ?? ((this.#volume[index] ?? Number.NaN) as Quantity)
  }

  closeAt(index: number): Price {
    return (this.#close[index] ?? Number.NaN) as Price
  }
}

/** One candle of many at a time, good until the next one is shown. */
export class CandleCursor implements Candle {
  openTime = Number.NaN
  open = Number.NaN as Price
  high = Number.NaN as Price
  low = Number.NaN as Price
  close = Number.NaN as Price
  volume = Number.NaN as Quantity
}
