import type { Quantity } from '../domain/amount.ts'
import { assert } from '../domain/assert.ts'
import type { Candle } from '../domain/candle.ts'
import type { CandleArrays } from '../domain/candle-arrays.ts'
import { CandleCursor, type CandleRun } from '../domain/candle-run.ts'
import type { Price } from '../domain/price.ts'
import { isNarrowTime, TimeColumn } from './time-column.ts'

const NUMBER_BYTES = 8
const NARROW_BYTES = 4
/** Of the narrow form: prices as whole units of their last decimal seldom need more. */
const NARROW_MAX = 2 ** 32 - 1
/** Where volumes are counted from: most markets trade in steps of some power of ten. */
const VOLUME_UNIT_MAX = 10 ** 12

/** What takes four bytes a candle rather than eight. */
interface ColumnForm {
  readonly hasNarrowPrices: boolean
  readonly hasNarrowTimes: boolean
  /** A power of ten that divides all volumes, so that four bytes hold each; null where they take eight. */
  readonly volumeUnit: number | null
  /** From which narrow times are counted, Unix ms. */
  readonly firstTime: number
}

/** What a message to another thread carries of the columns: the memory itself stays where it is. */
export interface SharedCandles {
  readonly memory: SharedArrayBuffer
  /** How many candles the memory holds, and which of them are meant. */
  readonly capacity: number
  readonly from: number
  readonly size: number
  readonly form: ColumnForm
  /** Volumes that a number does not hold exactly, by their place in memory. */
  readonly largeVolumes: Map<number, Quantity>
}

/** Candles as columns of numbers, in memory that worker threads can share: no objects, and nothing is copied. */
export class CandleColumns implements CandleRun {
  readonly size: number
  readonly openTime: TimeColumn
  readonly shared: SharedCandles
  readonly #volume: NumberColumn
  readonly #volumeUnit: number
  readonly #open: NumberColumn
  readonly #high: NumberColumn
  readonly #low: NumberColumn
  readonly #close: NumberColumn

  constructor(shared: SharedCandles) {
    const { capacity, from, size, form } = shared
    let before = 0
    const next = (isNarrow: boolean) => {
      const bytes = isNarrow ? NARROW_BYTES : NUMBER_BYTES
      const start = before + from * bytes
      before += capacity * bytes
      return isNarrow
        ? new Uint32Array(shared.memory, start, size)
        : new Float64Array(shared.memory, start, size)
    }
    // The wide ones come first: each begins at a multiple of its width.
    const wideVolume = form.volumeUnit === null ? next(false) : undefined
    const wideTimes = form.hasNarrowTimes ? undefined : next(false)
    this.shared = shared
    this.size = size
    this.#open = next(form.hasNarrowPrices)
    this.#high = next(form.hasNarrowPrices)
    this.#low = next(form.hasNarrowPrices)
    this.#close = next(form.hasNarrowPrices)
    this.openTime = new TimeColumn(wideTimes ?? next(true), form.firstTime)
    this.#volume = wideVolume ?? next(true)
    this.#volumeUnit = form.volumeUnit ?? 1
  }

  static of(candles: readonly Candle[]): CandleColumns {
    return CandleColumns.fill(candles.length, candles)
  }

  /** From so many candles one after the other: they need not be in memory at once, and one object may stand for all. */
  static fill(size: number, candles: Iterable<Candle>): CandleColumns {
    let columns: CandleColumns | undefined
    let index = 0
    let volumeMax = 0
    for (const candle of candles) {
      columns ??= CandleColumns.#empty(size, narrowest(candle.openTime))
      if (typeof candle.volume === 'number') volumeMax = Math.max(volumeMax, candle.volume)
      const form = formFor(columns.shared.form, candle, volumeMax)
      if (form !== columns.shared.form) columns = columns.#widened(index, form)
      columns.#put(index, candle)
      index += 1
    }
    return columns ?? CandleColumns.#empty(size, narrowest(0))
  }

  /** The same candles as they come from a store: column by column, without an object for any of them. */
  static ofArrays(arrays: CandleArrays): CandleColumns {
    const { openTime, volume, largeVolumes } = arrays
    const columns = CandleColumns.#empty(openTime.length, formOf(arrays))
    columns.openTime.putAll(openTime)
    columns.#open.set(arrays.open)
    columns.#high.set(arrays.high)
    columns.#low.set(arrays.low)
    columns.#close.set(arrays.close)
    const [column, unit] = [columns.#volume, columns.#volumeUnit]
    for (let index = 0; index < volume.length; index += 1) {
      column[index] = (volume[index] ?? 0) / unit
    }
    for (const [place, large] of largeVolumes) columns.shared.largeVolumes.set(place, large)
    return columns
  }

  static #empty(size: number, form: ColumnForm): CandleColumns {
    const prices = 4 * (form.hasNarrowPrices ? NARROW_BYTES : NUMBER_BYTES)
    const times = form.hasNarrowTimes ? NARROW_BYTES : NUMBER_BYTES
    const bytes = prices + times + (form.volumeUnit === null ? NUMBER_BYTES : NARROW_BYTES)
    const memory = new SharedArrayBuffer(size * bytes)
    const largeVolumes = new Map<number, Quantity>()
    return new CandleColumns({ memory, capacity: size, from: 0, size, form, largeVolumes })
  }

  /** The first so many candles, with room for larger numbers. */
  #widened(count: number, form: ColumnForm): CandleColumns {
    const wide = CandleColumns.#empty(this.size, form)
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
    const first = this.firstAt(from)
    return this.between(first, Math.max(first, this.firstAt(until)))
  }

  /** The index of the first candle that opens at a time or later, the size where none does. */
  firstAt(time: number): number {
    let [low, high] = [0, this.size]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.openTime.at(middle) ?? Number.NaN) < time) low = middle + 1
      else high = middle
    }
    return low
  }

  #put(index: number, { openTime, open, high, low, close, volume }: Candle): void {
    this.openTime.put(index, openTime)
    this.#open[index] = open
    this.#high[index] = high
    this.#low[index] = low
    this.#close[index] = close
    if (typeof volume === 'number') this.#volume[index] = volume / this.#volumeUnit
    else this.shared.largeVolumes.set(index, volume)
  }

  /** Shows this candle through the cursor: no object is made. */
  show(index: number, cursor: CandleCursor): void {
    cursor.openTime = this.openTime.at(index) ?? Number.NaN
    cursor.open = (this.#open[index] ?? Number.NaN) as Price
    cursor.high = (this.#high[index] ?? Number.NaN) as Price
    cursor.low = (this.#low[index] ?? Number.NaN) as Price
    cursor.close = (this.#close[index] ?? Number.NaN) as Price
    const { largeVolumes, from } = this.shared
    const large = largeVolumes.size > 0 ? largeVolumes.get(from + index) : undefined
    cursor.volume = large ?? (((this.#volume[index] ?? Number.NaN) * this.#volumeUnit) as Quantity)
  }

  closeAt(index: number): Price {
    return (this.#close[index] ?? Number.NaN) as Price
  }
}

type NumberColumn = Float64Array | Uint32Array

function narrowest(firstTime: number): ColumnForm {
  return { hasNarrowPrices: true, hasNarrowTimes: true, volumeUnit: VOLUME_UNIT_MAX, firstTime }
}

/** The narrowest in which all of them fit. */
function formOf({ openTime, high, volume, largeVolumes }: CandleArrays): ColumnForm {
  const firstTime = openTime[0] ?? 0
  let [hasNarrowPrices, hasNarrowTimes] = [true, true]
  let volumeUnit: number | null = VOLUME_UNIT_MAX
  let volumeMax = 0
  for (let index = 0; index < openTime.length; index += 1) {
    if ((high[index] ?? 0) > NARROW_MAX) hasNarrowPrices = false
    if (!isNarrowTime(openTime[index] ?? 0, firstTime)) hasNarrowTimes = false
    if (largeVolumes.size > 0 && largeVolumes.has(index)) continue
    const one = volume[index] ?? 0
    if (one > volumeMax) volumeMax = one
    volumeUnit = unitFor(volumeUnit, one, volumeMax)
  }
  return { hasNarrowPrices, hasNarrowTimes, volumeUnit, firstTime }
}

/** The same, as long as the candle fits in. */
function formFor(
  form: ColumnForm,
  { openTime, high, volume }: Candle,
  volumeMax: number,
): ColumnForm {
  const hasNarrowPrices = form.hasNarrowPrices && high <= NARROW_MAX
  const hasNarrowTimes = form.hasNarrowTimes && isNarrowTime(openTime, form.firstTime)
  const volumeUnit =
    typeof volume === 'number' ? unitFor(form.volumeUnit, volume, volumeMax) : form.volumeUnit
  if (
    hasNarrowPrices === form.hasNarrowPrices &&
    hasNarrowTimes === form.hasNarrowTimes &&
    volumeUnit === form.volumeUnit
  ) {
    return form
  }
  return { ...form, hasNarrowPrices, hasNarrowTimes, volumeUnit }
}

/** The largest unit that goes with this volume too; null where four bytes do not hold the largest in it. */
function unitFor(volumeUnit: number | null, volume: number, volumeMax: number): number | null {
  if (volumeUnit === null) return null
  let unit = volumeUnit
  while (!isMultiple(volume, unit) && unit > 1) unit /= 10
  return volume >= 0 && isMultiple(volume, unit) && volumeMax / unit <= NARROW_MAX ? unit : null
}

/** Of safe integers: many times faster than a remainder. */
function isMultiple(value: number, unit: number): boolean {
  return Math.floor(value / unit) * unit === value
}
