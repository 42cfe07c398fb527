import type { EquityMarks } from '../../domain/guard-record.ts'
import { RollingMaximum } from './rolling-maximum.ts'

const DAY_MS = 86_400_000

/**
 * The marks that equity is held against: the highest within a window, what it was when the day began, the highest ever.
 * What is moved in or out is neither gain nor loss: it scales the marks, as a fund's price does not change when somebody
 * buys into it.
 */
export class EquityMeasure {
  readonly #highest = new RollingMaximum()
  /** Equity, and what was moved: a number that is handed to a function as it is takes memory. */
  readonly #incoming = new Float64Array(2)
  /** What one share is worth follows from trading alone; how many there are, from what was moved. */
  #shares = 1
  #last = Number.NaN
  #peak = Number.NaN
  #atMidnight = Number.NaN
  #day = Number.NaN

  constructor(windowMs: number) {
    this.#highest.clear(windowMs)
  }

  /** Equity at a time, and by how much it is larger than before because money was moved in (or smaller: out). */
  add(time: number, equity: number, moved: number): void {
    this.#incoming[0] = equity
    this.#incoming[1] = moved
    this.#take(time)
  }

  #take(time: number): void {
    const equity = this.#incoming[0] ?? Number.NaN
    const moved = this.#incoming[1] ?? 0
    if (moved !== 0) this.#share(equity, equity - moved)
    const worth = this.#shares === 0 ? this.#last : equity / this.#shares
    const day = Math.floor(time / DAY_MS)
    if (!(day <= this.#day)) {
      this.#day = day
      this.#atMidnight = Number.isNaN(this.#last) ? worth : this.#last
    }
    if (!(this.#peak >= worth)) this.#peak = worth
    this.#highest.add(time, worth)
    this.#last = worth
  }

  /** Where all was taken out no share is left; who comes back buys at what one was worth then. */
  #share(equity: number, before: number): void {
    if (before > 0 && this.#shares > 0) this.#shares *= Math.max(0, equity) / before
    else if (equity > 0 && this.#last > 0) this.#shares = equity / this.#last
  }

  /** From before the first sample. */
  resume({ time, equity, highest, atMidnight, peak }: Omit<EquityMarks, 'moved'>): void {
    this.#day = Math.floor(time / DAY_MS)
    this.#last = equity
    this.#highest.add(time, highest)
    this.#atMidnight = atMidnight
    this.#peak = peak
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
