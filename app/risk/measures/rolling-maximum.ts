/** A window is cut into so many parts: a value counts for as long as the part in which it was seen. */
const PARTS = 256
const SLOTS = PARTS + 2

/**
 * The highest of the values within a window, in memory that is taken once: only those that no later one exceeds are kept,
 * one for each part of the window. An old value may count for a 256th of the window longer than it should.
 */
export class RollingMaximum {
  readonly #parts = new Float64Array(SLOTS)
  readonly #values = new Float64Array(SLOTS)
  /** What is to be taken: a number that is handed to a function as it is takes memory. */
  readonly #incoming = new Float64Array(1)
  #head = 0
  #size = 0
  #partMs = 1

  /** Forgets everything, and looks back so far from now on. */
  clear(windowMs: number): void {
    this.#partMs = Math.max(1, windowMs / PARTS)
    this.#size = 0
  }

  add(time: number, value: number): void {
    this.#incoming[0] = value
    this.#take(time)
  }

  #take(time: number): void {
    const value = this.#incoming[0] ?? Number.NaN
    let part = Math.floor(time / this.#partMs)
    this.#forgetBefore(part - PARTS)
    // What is told a moment late counts with what was told before it.
    if (this.#size > 0) part = Math.max(part, this.#lastPart())
    while (this.#size > 0 && this.#lastValue() <= value) this.#size -= 1
    if (this.#size > 0 && this.#lastPart() === part) return
    const slot = this.#slot(this.#size)
    this.#parts[slot] = part
    this.#values[slot] = value
    this.#size += 1
  }

  /** NaN when there was no value within the window. */
  at(time: number): number {
    this.#forgetBefore(Math.floor(time / this.#partMs) - PARTS)
    return this.#size === 0 ? Number.NaN : (this.#values[this.#head] ?? Number.NaN)
  }

  #forgetBefore(part: number): void {
    while (this.#size > 0 && (this.#parts[this.#head] ?? 0) < part) {
      this.#head = this.#head + 1 === SLOTS ? 0 : this.#head + 1
      this.#size -= 1
    }
  }

  #lastPart(): number {
    return this.#parts[this.#slot(this.#size - 1)] ?? Number.NEGATIVE_INFINITY
  }

  #lastValue(): number {
    return this.#values[this.#slot(this.#size - 1)] ?? Number.NaN
  }

  #slot(index: number): number {
    const slot = this.#head + index
    return slot < SLOTS ? slot : slot - SLOTS
  }
}
