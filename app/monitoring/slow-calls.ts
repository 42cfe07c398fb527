/** By the operation's name, or what it begins with; the longest that fits decides. */
const SLOW_MS: readonly (readonly [prefix: string, slowMs: number])[] = [
  // Over a network: as long as most exchanges ever take.
  ['exchange.', 5_000],
  // Several questions, one after the other.
  ['reconcile.round', 30_000],
  // One commit that is on disk when it returns.
  ['candles.', 250],
  ['ledger.', 250],
  ['execution.prepare', 250],
  ['engine.', 250],
  ['', 100],
]

/** From when on a call is worth a word in the log. */
export function slowMsOf(operation: string): number {
  const [, slowMs] = SLOW_MS.find(([prefix]) => operation.startsWith(prefix)) ?? ['', 0]
  return slowMs
}

/** One word a minute: a disk that is slow is slow for everything. */
const SILENT_MS = 60_000

/** Words about slow calls of one operation, not more often than once a minute; the next one counts those between. */
export class SlowCalls {
  readonly #operation: string
  readonly #slowMs: number
  readonly #warn: (text: string) => void
  #warnedAt = Number.NEGATIVE_INFINITY
  #unsaid = 0

  constructor(operation: string, warn: (text: string) => void) {
    this.#operation = operation
    this.#slowMs = slowMsOf(operation)
    this.#warn = warn
  }

  /** By the stopwatch's time. */
  look(durationMs: number, now: number): void {
    if (durationMs < this.#slowMs) return
    if (now - this.#warnedAt < SILENT_MS) {
      this.#unsaid += 1
      return
    }
    const others = this.#unsaid === 0 ? '' : `; ${this.#unsaid} more were slow since the last word`
    this.#warnedAt = now
    this.#unsaid = 0
    const took = Math.round(durationMs)
    this.#warn(`${this.#operation} took ${took} ms, slow from ${this.#slowMs} ms on${others}`)
  }
}
