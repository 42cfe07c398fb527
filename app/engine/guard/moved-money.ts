import {
  add,
  formatAmount,
  type Money,
  parseMoney,
  subtract,
  ZERO_MONEY,
} from '../../domain/amount.ts'
import type { Portfolio } from '../portfolio.ts'

type Totals = ReadonlyMap<string, Money>

/**
 * Money that was moved in or out and that the marks of equity do not know of yet. It follows from the ledger and from what
 * the marks, as they were noted, had taken in: whatever was booked just before a process ended is still told.
 */
export class MovedMoney {
  readonly #portfolio: Portfolio
  #taken: Totals
  #count = Number.NaN

  /** Without marks everything is in the first equity that they will be made of. */
  constructor(portfolio: Portfolio, noted: Readonly<Record<string, string>> | undefined) {
    this.#portfolio = portfolio
    this.#taken = noted === undefined ? new Map(portfolio.moved) : totalsFrom(noted)
  }

  /** By how much equity is larger for it, at the prices of now; each is told once. */
  take(): Money {
    const { moved, transferCount } = this.#portfolio
    if (transferCount === this.#count) return ZERO_MONEY
    let sum: Money = ZERO_MONEY
    for (const [currency, amount] of moved) {
      const news = subtract(amount, this.#taken.get(currency) ?? ZERO_MONEY)
      if (news !== 0) sum = add(sum, this.#portfolio.worth(currency, news))
    }
    this.#taken = new Map(moved)
    this.#count = transferCount
    return sum
  }

  /** All that was told, to be noted with the marks. */
  get taken(): Record<string, string> {
    return Object.fromEntries(
      Array.from(this.#taken, ([currency, amount]) => [currency, formatAmount(amount)]),
    )
  }
}

function totalsFrom(noted: Readonly<Record<string, string>>): Totals {
  const totals = new Map<string, Money>()
  for (const [currency, text] of Object.entries(noted)) {
    const amount = parseMoney(text)
    if (amount.ok) totals.set(currency, amount.value)
  }
  return totals
}
