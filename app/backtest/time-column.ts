const SECOND_MS = 1_000

/** Times, Unix ms, oldest first. An array of floats is one. */
export interface Times extends Iterable<number> {
  readonly length: number
  /** A negative index counts from the end; undefined outside. */
  at(index: number): number | undefined
}

/** The times of a column that takes four bytes each: whole seconds since the first of them; or eight, as they are. */
export class TimeColumn implements Times {
  readonly #column: Uint32Array | Float64Array
  readonly #first: number
  readonly #unitMs: number

  constructor(column: Uint32Array | Float64Array, first: number) {
    const isNarrow = column instanceof Uint32Array
    this.#column = column
    this.#first = isNarrow ? first : 0
    this.#unitMs = isNarrow ? SECOND_MS : 1
  }

  get length(): number {
    return this.#column.length
  }

  at(index: number): number | undefined {
    const value = this.#column[index < 0 ? index + this.#column.length : index]
    return value === undefined ? undefined : this.#first + value * this.#unitMs
  }

  put(index: number, time: number): void {
    this.#column[index] = (time - this.#first) / this.#unitMs
  }

  putAll(times: Float64Array): void {
    const [column, first, unitMs] = [this.#column, this.#first, this.#unitMs]
    for (let index = 0; index < times.length; index += 1) {
      column[index] = ((times[index] ?? 0) - first) / unitMs
    }
  }

  /** Those from one index on, in the same memory. */
  from(start: number): TimeColumn {
    return new TimeColumn(this.#column.subarray(start), this.#first)
  }

  *[Symbol.iterator](): Generator<number> {
    for (const value of this.#column) yield this.#first + value * this.#unitMs
  }
}

/** Whether four bytes hold this time exactly in a column that begins with the first one. */
export function isNarrowTime(time: number, first: number): boolean {
  const seconds = (time - first) / SECOND_MS
  return seconds >= 0 && seconds < 2 ** 32 && Number.isInteger(seconds)
}
