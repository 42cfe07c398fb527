/**
 * The simple moving average of the last values, kept up with two additions for each of them instead of a sum over all: a
 * crossover of two averages is most of what a backtest computes otherwise.
 */
export class RollingAverage {
  /** Written over in turns; the oldest value is the next to go. */
  readonly #window: Float64Array
  #oldest = 0
  #sum = 0
  #isFull = false

  constructor(length: number) {
    this.#window = new Float64Array(length)
  }

  add(value: number): void {
    const window = this.#window
    this.#sum += value - (window[this.#oldest] ?? 0)
    window[this.#oldest] = value
    this.#oldest += 1
    if (this.#oldest < window.length) return
    // What rounding has left in the sum is gone after each turn.
    this.#oldest = 0
    this.#isFull = true
    this.#sum = this.#exactSum()
  }

  /** NaN before there are enough values; of rounding errors it has one for each value of a window, at most. */
  get value(): number {
    return this.#isFull ? this.#sum / this.#window.length : Number.NaN
  }

  /** Summed anew, from the oldest on: the same, however many values came before. */
  get exactValue(): number {
    return this.#isFull ? this.#exactSum() / this.#window.length : Number.NaN
  }

  #exactSum(): number {
    const window = this.#window
    let sum = 0
    for (let place = this.#oldest; place < window.length; place += 1) sum += window[place] ?? 0
    for (let place = 0; place < this.#oldest; place += 1) sum += window[place] ?? 0
    return sum
  }
}
