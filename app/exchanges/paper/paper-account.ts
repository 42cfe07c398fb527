import {
  add,
  floorToStep,
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
import { notional, type Price, quantityFor, quantityWithFee } from '../../domain/price.ts'
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
    if (this.#costs(quantity, price, feeRate) <= this.quote) return quantity
    return this.boughtFor(this.quote, price, feeRate)
  }

  /**
   * What the money buys with the fee on top: money ÷ (price × (1 + fee)), in whole steps. Where that would cost a unit more
   * than there is, because cost and fee are rounded up, a little less.
   */
  boughtFor(money: Money, price: Price, feeRate: Rate): Quantity {
    if (money <= 0) return ZERO_QUANTITY
    const step = this.#market.quantityStep
    const exact = floorToStep(quantityWithFee(this.#market, money, price, feeRate), step)
    if (this.#costs(exact, price, feeRate) <= money) return exact
    const most = quantityFor(this.#market, withoutShare(money, feeRate), price)
    return floorToStep(most, step)
  }

  #costs(quantity: Quantity, price: Price, feeRate: Rate): Money {
    const cost = notional(this.#market, price, quantity, 'up')
    return add(cost, shareOf(cost, feeRate, 'up'))
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
