import type { Balance } from '../domain/balance.ts'
import type { Clock } from '../ports/clock.ts'

/** The fills that explain a balance may be told after it. */
const GRACE_MS = 2_000
/** A difference that is known already must not make us ask at every trade. */
const ASK_EVERY_MS = 10_000

export interface BalanceWatchParts {
  readonly clock: Clock
  /** Whether our books say the same of these currencies, with the differences that were decided on. */
  readonly explains: (balances: readonly Balance[]) => boolean
  /** To hold everything against the exchange's record. */
  readonly ask: () => void
}

/**
 * What an exchange tells of balances by itself is never booked. Where our books do not explain it a moment later, it is a
 * reason to ask before it is time to.
 */
export class BalanceWatch {
  readonly #parts: BalanceWatchParts
  readonly #told = new Map<string, Balance>()
  #cancelLook: (() => void) | null = null
  #askedAt = Number.NEGATIVE_INFINITY

  constructor(parts: BalanceWatchParts) {
    this.#parts = parts
  }

  note(balances: readonly Balance[]): void {
    for (const balance of balances) this.#told.set(balance.currency, balance)
    const { clock, explains } = this.#parts
    if (this.#cancelLook !== null || explains([...this.#told.values()])) return
    const waitMs = Math.max(GRACE_MS, this.#askedAt + ASK_EVERY_MS - clock.now())
    this.#cancelLook = clock.schedule(waitMs, () => this.#look())
  }

  stop(): void {
    this.#cancelLook?.()
  }

  #look(): void {
    this.#cancelLook = null
    const { clock, explains, ask } = this.#parts
    const isExplained = explains([...this.#told.values()])
    this.#told.clear()
    if (isExplained) return
    this.#askedAt = clock.now()
    ask()
  }
}
