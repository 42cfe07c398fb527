import {
  add,
  floorToStep,
  larger,
  type Money,
  moneyOf,
  type Quantity,
  type Rate,
  shareOf,
  smaller,
  subtract,
  withoutShare,
  ZERO_MONEY,
  ZERO_QUANTITY,
} from '../../domain/amount.ts'
import type { Balance } from '../../domain/balance.ts'
import type { Market } from '../../domain/market.ts'
import type { Side } from '../../domain/order.ts'
import { notional, type Price, quantityFor } from '../../domain/price.ts'

/** What the simulated exchange holds for us. */
export class PaperAccount {
  readonly #market: Market
  #base: Quantity
  #quote: Money

  constructor(market: Market, base: Quantity, quote: Money) {
    this.#market = market
    this.#base = base
    this.#quote = quote
  }

  get base(): Quantity {
    return this.#base
  }

  get quote(): Money {
    return this.#quote
  }

  balances(): readonly Balance[] {
    const { base, quote } = this.#market
    return [balanceOf(base, moneyOf(this.#base)), balanceOf(quote, this.#quote)]
  }

  /** As much of the quantity as cash pays for at this price with the fee, or as there is to sell. */
  affordable(side: Side, quantity: Quantity, price: Price, feeRate: Rate): Quantity {
    if (side === 'sell') return smaller(quantity, this.#base)
    const cost = notional(this.#market, price, quantity, 'up')
    if (add(cost, shareOf(cost, feeRate, 'up')) <= this.#quote) return quantity
    return this.#cutToCash(price, feeRate)
  }

  /** Never overshoots: the money left for the cost is a whole number of units, so rounding the cost up stays within it. */
  #cutToCash(price: Price, feeRate: Rate): Quantity {
    const most = quantityFor(this.#market, withoutShare(this.#quote, feeRate), price)
    return larger(ZERO_QUANTITY, floorToStep(most, this.#market.quantityStep))
  }

  settle(side: Side, quantity: Quantity, cost: Money, fee: Money): void {
    if (side === 'buy') {
      this.#base = add(this.#base, quantity)
      this.#quote = subtract(subtract(this.#quote, cost), fee)
    } else {
      this.#base = subtract(this.#base, quantity)
      this.#quote = add(this.#quote, subtract(cost, fee))
    }
  }
}

/** Waiting orders bind nothing here: a fill is cut to what there is. */
function balanceOf(currency: string, total: Money): Balance {
  return { currency, free: total, used: ZERO_MONEY, total }
}
