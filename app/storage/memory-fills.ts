import type { Fill } from '../domain/fill.ts'

const FIRST_ROWS = 128

/** The fills of a ledger in memory, in the order in which they were booked, and those of each order. */
export class MemoryFills {
  readonly #fills: Fill[] = []
  /** By the order's row: the place of its last fill plus one; zero where it has none. */
  #last = new Int32Array(FIRST_ROWS)
  /** By fill: the place of the one before of the same order plus one. */
  #before = new Int32Array(FIRST_ROWS)

  get all(): readonly Fill[] {
    return this.#fills
  }

  has(orderRow: number, fillId: string): boolean {
    return this.#placeOf(orderRow, fillId) >= 0
  }

  add(orderRow: number, fill: Fill): void {
    const place = this.#fills.length
    if (orderRow >= this.#last.length) this.#last = grown(this.#last, orderRow)
    if (place >= this.#before.length) this.#before = grown(this.#before, place)
    this.#before[place] = this.#last[orderRow] ?? 0
    this.#last[orderRow] = place + 1
    this.#fills.push(fill)
  }

  /** The same fill, with what its fee is worth. */
  value(orderRow: number, fill: Fill): void {
    const place = this.#placeOf(orderRow, fill.fillId)
    if (place >= 0) this.#fills[place] = fill
  }

  #placeOf(orderRow: number, fillId: string): number {
    let place = (this.#last[orderRow] ?? 0) - 1
    while (place >= 0 && this.#fills[place]?.fillId !== fillId) {
      place = (this.#before[place] ?? 0) - 1
    }
    return place
  }
}

function grown(column: Int32Array, index: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * index)
  larger.set(column)
  return larger
}
