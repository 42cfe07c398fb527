import { timeLeft } from '../../app/backtest/workers/time-left.ts'

const STEPS = 20

/** Says on stderr how far a search is: over itself on a terminal, in a few lines elsewhere. */
export class SearchProgress {
  readonly #total: number
  readonly #startedAt = performance.now()
  readonly #done = new Map<string, number>()
  #alreadyDone: number | undefined
  #told = 0

  constructor(total: number) {
    this.#total = total
  }

  get done(): number {
    return [...this.#done.values()].reduce((sum, done) => sum + done, 0)
  }

  /** Of each stage, how many sets are measured. */
  tell(stage: string, done: number): void {
    this.#done.set(stage, done)
    // What an earlier run had measured says nothing about the pace of this one.
    this.#alreadyDone ??= done
    const step = Math.floor((this.done / this.#total) * STEPS)
    if (!process.stderr.isTTY && step <= this.#told) return
    this.#told = step
    process.stderr.write(process.stderr.isTTY ? `\r${this.#line()}\u001b[K` : `${this.#line()}\n`)
  }

  end(): void {
    if (process.stderr.isTTY) process.stderr.write('\n')
  }

  #line(): string {
    const before = this.#alreadyDone ?? 0
    const share = (this.done - before) / Math.max(1, this.#total - before)
    const ms = timeLeft(performance.now() - this.#startedAt, share)
    const left = ms === null ? '' : `, about ${Math.ceil(ms / 1_000)} s left`
    return `${this.done} of ${this.#total} sets${left}`
  }
}
