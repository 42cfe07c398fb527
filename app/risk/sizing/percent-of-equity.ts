import {
  floorToStep,
  formatAmount,
  larger,
  type Money,
  type Quantity,
  type Rate,
  shareOf,
  smaller,
  withoutShare,
  ZERO_MONEY,
} from '../../domain/amount.ts'
import type { Market } from '../../domain/market.ts'
import { formatPrice, type Price, quantityFor } from '../../domain/price.ts'

export interface SizeRequest {
  readonly market: Market
  readonly share: Rate
  readonly equity: Money
  readonly freeCash: Money
  readonly price: Price
  /** What the exchange takes on top of a purchase. */
  readonly feeRate: Rate
}

/** A share of the equity, but no more than free cash pays for with the fee; rounded down to the exchange's step. */
export function percentOfEquity(request: SizeRequest): Quantity {
  const { market, price } = request
  const quantity = quantityFor(market, budget(request), price)
  return floorToStep(quantity, market.quantityStep)
}

function budget({ share, equity, freeCash, feeRate }: SizeRequest): Money {
  return larger(
    ZERO_MONEY,
    smaller(shareOf(equity, share, 'down'), withoutShare(freeCash, feeRate)),
  )
}

/** The arithmetic, as the decision log shows it. */
export function explainPercentOfEquity(request: SizeRequest, quantity: Quantity): string {
  const { market, share, equity, freeCash, price } = request
  return `${formatAmount(share)} × equity ${formatAmount(equity)} ${market.quote}, of which ${formatAmount(freeCash)} is free, at ${formatPrice(market, price)} = ${formatAmount(quantity)} ${market.base}`
}
