import type { Quantity } from '../domain/amount.ts'
import { assert } from '../domain/assert.ts'
import type { Candle } from '../domain/candle.ts'
import type { Price } from '../domain/price.ts'

const COLUMNS = 6
const BYTES_PER_NUMBER = 8

/** What a message to another thread carries of the columns: the memory itself stays where it is. */
export interface SharedCandles {
  readonly memory: SharedArrayBuffer
  /** How many candles the memory holds, and which of them are meant. */
  readonly capacity: number
  readonly from: number
  readonly size: number
  /** Volumes that a number does not hold exactly, by their place in memory. */
  readonly largeVolumes: ReadonlyMap<number, Quantity>
}

/** Candles as columns of numbers, in memory that worker threads can share: no objects, and nothing is copied. */
export class CandleColumns {
  readonly size: number
  readonly openTime: Float64Array
  readonly shared: SharedCandles
  readonly #open: Float64Array
  readonly #high: Float64Array
  readonly #low: Float64Array
  readonly #close: Float64Array
  readonly #volume: Float64Array

  constructor(shared: SharedCandles) {
    const { memory, capacity, from, size } = shared
    const column = (index: number) =>
      new Float64Array(memory, (index * capacity + from) * BYTES_PER_NUMBER, size)
    this.shared = shared
    this.size = size
    this.openTime = column(0)
    this.#open = column(1)
    this.#high = column(2)
    this.#low = column(3)
    this.#close = column(4)
    this.#volume = column(5)
  }

  static of(candles: readonly Candle[]): CandleColumns {
    return CandleColumns.fill(candles.length, candles)
  }

  /** From so many candles one after the other: they need not be in memory at once, and one object may stand for all. */
  static fill(size: number, candles: Iterable<Candle>): CandleColumns {
    const memory = new SharedArrayBuffer(size * COLUMNS * BYTES_PER_NUMBER)
    const largeVolumes = new Map<number, Quantity>()
    const columns = new CandleColumns({ memory, capacity: size, from: 0, size, largeVolumes })
    let index = 0
    for (const candle of candles) {
      columns.#put(index, candle)
      if (typeof candle.volume === 'bigint') largeVolumes.set(index, candle.volume)
      index += 1
    }
    return columns
  }

  /** Those from one index on and before another, in the same memory. */
  between(from: number, until: number): CandleColumns {
    assert(from >= 0 && from <= until && until <= this.size, 'a part lies within the whole')
    return new CandleColumns({ ...this.shared, from: this.shared.from + from, size: until - from })
  }

  #put(index: number, { openTime, open, high, low, close, volume }: Candle): void {
    this.openTime[index] = openTime
    this.#open[index] = open
    this.#high[index] = high
    this.#low[index] = low
    this.#close[index] = close
    if (typeof volume === 'number') this.#volume[index] = volume
  }

  /** Shows this candle through the cursor: no object is made. */
  show(index: number, cursor: CandleCursor): void {
    cursor.openTime = this.openTime[index] ?? Number.NaN
    cursor.open = (this.#open[index] ?? Number.NaN) as Price
    cursor.high = (this.#high[index] ?? Number.NaN) as Price
    cursor.low = (this.#low[index] ?? Number.NaN) as Price
    cursor.close = (this.#close[index] ?? Number.NaN) as Price
    const { largeVolumes, from } = this.shared
    const large = largeVolumes.size > 0 ? largeVolumes.get(from + index) : undefined
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
