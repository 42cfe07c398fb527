import { type Money, ZERO_MONEY } from '../../domain/amount.ts'
import type { Balance } from '../../domain/balance.ts'

/** What there is of one currency: all simulated markets that trade it see the same. */
export interface Purse {
  readonly currency: string
  amount: Money
}

/** All that the simulated exchange holds for us. */
export class PaperWallet {
  readonly #purses = new Map<string, Purse>()

  constructor(balances: Iterable<readonly [string, Money]>) {
    for (const [currency, amount] of balances) {
      this.#purses.set(currency, { currency, amount })
    }
  }

  purse(currency: string): Purse {
    const known = this.#purses.get(currency)
    if (known !== undefined) return known
    const purse = { currency, amount: ZERO_MONEY }
    this.#purses.set(currency, purse)
    return purse
  }

  /** Waiting orders bind nothing here: a fill is cut to what there is. */
  balances(): readonly Balance[] {
    return Array.from(this.#purses.values(), ({ currency, amount }) => ({
      currency,
      free: amount,
      used: ZERO_MONEY,
      total: amount,
    }))
  }
}
