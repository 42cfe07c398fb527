import type { Quantity } from '../domain/amount.ts'
import { assert } from '../domain/assert.ts'
import type { Candle } from '../domain/candle.ts'
import type { Price } from '../domain/price.ts'

const NUMBER_BYTES = 8
const NARROW_BYTES = 4
/** Of the narrow form: prices as whole units of their last decimal seldom need more. */
const NARROW_MAX = 2 ** 32 - 1

/** What a message to another thread carries of the columns: the memory itself stays where it is. */
export interface SharedCandles {
  readonly memory: SharedArrayBuffer
  /** How many candles the memory holds, and which of them are meant. */
  readonly capacity: number
  readonly from: number
  readonly size: number
  /** Whether prices take four bytes each, or eight. */
  readonly isNarrow: boolean
  /** Volumes that a number does not hold exactly, by their place in memory. */
  readonly largeVolumes: Map<number, Quantity>
}

/** Candles as columns of numbers, in memory that worker threads can share: no objects, and nothing is copied. */
export class CandleColumns {
  readonly size: number
  readonly openTime: Float64Array
  readonly shared: SharedCandles
  readonly #volume: Float64Array
  readonly #open: PriceColumn
  readonly #high: PriceColumn
  readonly #low: PriceColumn
  readonly #close: PriceColumn

  constructor(shared: SharedCandles) {
    const { memory, capacity, from, size, isNarrow } = shared
    const numbers = (index: number) =>
      new Float64Array(memory, (index * capacity + from) * NUMBER_BYTES, size)
    const prices = (index: number) => {
      const before = 2 * capacity * NUMBER_BYTES
      if (!isNarrow) {
        return new Float64Array(memory, before + (index * capacity + from) * NUMBER_BYTES, size)
      }
      return new Uint32Array(memory, before + (index * capacity + from) * NARROW_BYTES, size)
    }
    this.shared = shared
    this.size = size
    this.openTime = numbers(0)
    this.#volume = numbers(1)
    this.#open = prices(0)
    this.#high = prices(1)
    this.#low = prices(2)
    this.#close = prices(3)
  }

  static of(candles: readonly Candle[]): CandleColumns {
    return CandleColumns.fill(candles.length, candles)
  }

  /** From so many candles one after the other: they need not be in memory at once, and one object may stand for all. */
  static fill(size: number, candles: Iterable<Candle>): CandleColumns {
    let columns = CandleColumns.#empty(size, true)
    let index = 0
    for (const candle of candles) {
      if (columns.shared.isNarrow && candle.high > NARROW_MAX) columns = columns.#widened(index)
      columns.#put(index, candle)
      index += 1
    }
    return columns
  }

  static #empty(size: number, isNarrow: boolean): CandleColumns {
    const bytes = 2 * NUMBER_BYTES + 4 * (isNarrow ? NARROW_BYTES : NUMBER_BYTES)
    const memory = new SharedArrayBuffer(size * bytes)
    const largeVolumes = new Map<number, Quantity>()
    return new CandleColumns({ memory, capacity: size, from: 0, size, isNarrow, largeVolumes })
  }

  /** The first so many candles, with room for larger prices. */
  #widened(count: number): CandleColumns {
    const wide = CandleColumns.#empty(this.size, false)
    const cursor = new CandleCursor()
    for (let index = 0; index < count; index += 1) {
      this.show(index, cursor)
      wide.#put(index, cursor)
    }
    return wide
  }

  /** Those from one index on and before another, in the same memory. */
  between(from: number, until: number): CandleColumns {
    assert(from >= 0 && from <= until && until <= this.size, 'a part lies within the whole')
    return new CandleColumns({ ...this.shared, from: this.shared.from + from, size: until - from })
  }

  /** Those that open from one time on and before another, in the same memory. */
  within(from: number, until: number): CandleColumns {
    const first = this.#firstAt(from)
    return this.between(first, Math.max(first, this.#firstAt(until)))
  }

  /** The index of the first candle that opens at a time or later. */
  #firstAt(time: number): number {
    let [low, high] = [0, this.size]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.openTime[middle] ?? Number.NaN) < time) low = middle + 1
      else high = middle
    }
    return low
  }

  #put(index: number, { openTime, open, high, low, close, volume }: Candle): void {
    this.openTime[index] = openTime
    this.#open[index] = open
    this.#high[index] = high
    this.#low[index] = low
    this.#close[index] = close
    if (typeof volume === 'number') this.#volume[index] = volume
    else this.shared.largeVolumes.set(index, volume)
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

type PriceColumn = Float64Array | Uint32Array

/** One candle of many at a time, good until the next one is shown. */
export class CandleCursor implements Candle {
  openTime = Number.NaN
  open = Number.NaN as Price
  high = Number.NaN as Price
  low = Number.NaN as Price
  close = Number.NaN as Price
  volume = Number.NaN as Quantity
}
