import { RollingMaximum } from './rolling-maximum.ts'

const DAY_MS = 86_400_000

/** Equity at a time, and by how much it is larger than before because money was moved in (or smaller: out). */
export interface EquitySample {
  readonly time: number
  readonly equity: number
  readonly moved: number
}

/**
 * The marks that equity is held against: the highest within a window, what it was when the day began, the highest ever.
 * What is moved in or out is neither gain nor loss: it scales the marks, as a fund's price does not change when somebody
 * buys into it.
 */
export class EquityMeasure {
  readonly #highest = new RollingMaximum()
  /** What one share is worth follows from trading alone; how many there are, from what was moved. */
  #shares = 1
  #last = Number.NaN
  #peak = Number.NaN
  #atMidnight = Number.NaN
  #day = Number.NaN

  constructor(windowMs: number) {
    this.#highest.clear(windowMs)
  }

  add(time: number, equity: number, moved: number): void {
    const before = equity - moved
    if (moved !== 0 && before > 0 && equity > 0) this.#shares *= equity / before
    const worth = equity / this.#shares
    const day = Math.floor(time / DAY_MS)
    if (!(day <= this.#day)) {
      this.#day = day
      this.#atMidnight = Number.isNaN(this.#last) ? worth : this.#last
    }
    if (!(this.#peak >= worth)) this.#peak = worth
    this.#highest.add(time, worth)
    this.#last = worth
  }

  /** A peak from before the first sample. */
  rememberPeak(equity: number): void {
    this.#peak = equity / this.#shares
  }

  /** Within the window; NaN before the first sample. */
  highest(time: number): number {
    const highest = this.#highest.at(time)
    return (Number.isNaN(highest) ? this.#last : highest) * this.#shares
  }

  get atMidnight(): number {
    return this.#atMidnight * this.#shares
  }

  get peak(): number {
    return this.#peak * this.#shares
  }

  /** From now on the window looks back so far, and begins empty. */
  restartWindow(windowMs: number): void {
    this.#highest.clear(windowMs)
  }

  restartDay(): void {
    this.#atMidnight = this.#last
  }

  restartPeak(): void {
    this.#peak = this.#last
  }
}
