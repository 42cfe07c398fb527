import {
  add,
  type Money,
  moneyOf,
  type Quantity,
  quantityOf,
  subtract,
  ZERO_MONEY,
} from '../domain/amount.ts'
import type { Fill } from '../domain/fill.ts'
import type { Market } from '../domain/market.ts'
import type { Deposit } from '../ports/ledger-store.ts'

/** Balances as the sums of all deposits and fills. */
export class Ledger {
  readonly #balances = new Map<string, Money>()
  #feesPaid: Money = ZERO_MONEY

  deposit({ currency, amount }: Deposit): void {
    this.#move(currency, amount)
  }

  /** The two sides of a trade, and its fee. */
  post(fill: Fill, market: Market): void {
    const base = moneyOf(fill.quantity)
    const isBuy = fill.side === 'buy'
    this.#move(market.base, isBuy ? base : subtract(ZERO_MONEY, base))
    this.#move(
      market.quote,
      subtract(isBuy ? subtract(ZERO_MONEY, fill.cost) : fill.cost, fill.fee),
    )
    this.#feesPaid = add(this.#feesPaid, fill.fee)
  }

  /** In the quote currency. */
  get feesPaid(): Money {
    return this.#feesPaid
  }

  money(currency: string): Money {
    return this.#balances.get(currency) ?? ZERO_MONEY
  }

  quantity(currency: string): Quantity {
    return quantityOf(this.money(currency))
  }

  #move(currency: string, amount: Money): void {
    this.#balances.set(currency, add(this.money(currency), amount))
  }
}
