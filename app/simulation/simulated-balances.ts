import { add, type Money, ZERO_MONEY } from '../domain/amount.ts'
import type { Clock } from '../ports/clock.ts'

interface Version {
  readonly at: number
  readonly totals: ReadonlyMap<string, Money>
}

/** What the exchange holds for the account, and what it held before: some of its computers are behind. */
export class SimulatedBalances {
  readonly #clock: Clock
  readonly #versions: Version[]

  constructor(clock: Clock, opening: ReadonlyMap<string, Money>) {
    this.#clock = clock
    this.#versions = [{ at: clock.now(), totals: opening }]
  }

  total(currency: string): Money {
    return this.totals().get(currency) ?? ZERO_MONEY
  }

  totals(at = this.#clock.now()): ReadonlyMap<string, Money> {
    const version = this.#versions.findLast((one) => one.at <= at) ?? this.#versions[0]
    return version?.totals ?? new Map()
  }

  move(moves: readonly (readonly [currency: string, amount: Money])[]): void {
    const totals = new Map(this.totals())
    for (const [currency, amount] of moves) {
      totals.set(currency, add(totals.get(currency) ?? ZERO_MONEY, amount))
    }
    this.#versions.push({ at: this.#clock.now(), totals })
  }
}
