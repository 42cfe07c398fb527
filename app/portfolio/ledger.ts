import { add, type Money, moneyOf, subtract, ZERO_MONEY } from '../domain/amount.ts'
import type { Fill } from '../domain/fill.ts'
import type { Market } from '../domain/market.ts'
import type { Transfer } from '../domain/transfer.ts'

/** Balances as the sums of all transfers and fills. */
export class Ledger {
  readonly #balances = new Map<string, Money>()

  transfer({ currency, amount }: Transfer): void {
    this.#move(currency, amount)
  }

  /** The two sides of a trade, and its fee, in whatever currency that was taken. */
  post(fill: Fill, market: Market): void {
    const isBuy = fill.side === 'buy'
    const base = moneyOf(fill.quantity)
    this.#move(market.base, isBuy ? base : subtract(ZERO_MONEY, base))
    this.#move(market.quote, isBuy ? subtract(ZERO_MONEY, fill.cost) : fill.cost)
    this.#move(fill.feeCurrency, subtract(ZERO_MONEY, fill.fee))
  }

  balance(currency: string): Money {
    return this.#balances.get(currency) ?? ZERO_MONEY
  }

  currencies(): IterableIterator<string> {
    return this.#balances.keys()
  }

  #move(currency: string, amount: Money): void {
    if (amount !== 0) this.#balances.set(currency, add(this.balance(currency), amount))
  }
}
