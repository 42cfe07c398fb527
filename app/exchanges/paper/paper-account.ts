import {
  add,
  floorToStep,
  larger,
  type Money,
  moneyOf,
  type Quantity,
  quantityOf,
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
import type { PaperWallet, Purse } from './paper-wallet.ts'

/** What there is to trade with on one market of the simulated exchange. */
export class PaperAccount {
  readonly #market: Market
  readonly #base: Purse
  readonly #quote: Purse

  constructor(market: Market, wallet: PaperWallet) {
    this.#market = market
    this.#base = wallet.purse(market.base)
    this.#quote = wallet.purse(market.quote)
  }

  get base(): Quantity {
    return quantityOf(this.#base.amount)
  }

  get quote(): Money {
    return this.#quote.amount
  }

  /** As much of the quantity as cash pays for at this price with the fee, or as there is to sell. */
  affordable(side: Side, quantity: Quantity, price: Price, feeRate: Rate): Quantity {
    if (side === 'sell') return smaller(quantity, this.base)
    const cost = notional(this.#market, price, quantity, 'up')
    if (add(cost, shareOf(cost, feeRate, 'up')) <= this.quote) return quantity
    return this.#cutToCash(price, feeRate)
  }

  /** Never overshoots: the money left for the cost is a whole number of units, so rounding the cost up stays within it. */
  #cutToCash(price: Price, feeRate: Rate): Quantity {
    const most = quantityFor(this.#market, withoutShare(this.quote, feeRate), price)
    return larger(ZERO_QUANTITY, floorToStep(most, this.#market.quantityStep))
  }

  settle(side: Side, quantity: Quantity, cost: Money, fee: Money): void {
    const traded = moneyOf(quantity)
    const base = this.#base
    const quote = this.#quote
    if (side === 'buy') {
      base.amount = add(base.amount, traded)
      quote.amount = subtract(subtract(quote.amount, cost), fee)
    } else {
      base.amount = subtract(base.amount, traded)
      quote.amount = add(quote.amount, subtract(cost, fee))
    }
  }
}
