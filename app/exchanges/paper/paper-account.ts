import {
  add,
  floorToStep,
  type Money,
  type Quantity,
  type Rate,
  shareOf,
  smaller,
  subtract,
  withoutShare,
  ZERO_QUANTITY,
} from '../../domain/amount.ts'
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

  /** As much of the quantity as cash pays for at this price with the fee, or as there is to sell. */
  affordable(side: Side, quantity: Quantity, price: Price, feeRate: Rate): Quantity {
    if (side === 'sell') return smaller(quantity, this.#base)
    const cost = notional(this.#market, price, quantity, 'up')
    if (add(cost, shareOf(cost, feeRate, 'up')) <= this.#quote) return quantity
    return this.#cutToCash(price, feeRate)
  }

  /** Rounding the cost and the fee up may overshoot by a unit each, which one step less makes good. */
  #cutToCash(price: Price, feeRate: Rate): Quantity {
    const step = this.#market.quantityStep
    const most = quantityFor(this.#market, withoutShare(this.#quote, feeRate), price)
    const quantity = floorToStep(most, step)
    if (quantity <= 0) return ZERO_QUANTITY
    const cost = notional(this.#market, price, quantity, 'up')
    const paid = add(cost, shareOf(cost, feeRate, 'up'))
    return paid <= this.#quote ? quantity : subtract(quantity, step)
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
