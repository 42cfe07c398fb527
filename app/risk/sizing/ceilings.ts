import {
  formatAmount,
  formatPercent,
  type Money,
  type Quantity,
  type Rate,
  withoutShare,
} from '../../domain/amount.ts'
import type { Market } from '../../domain/market.ts'
import { formatPrice, type Price, quantityFor } from '../../domain/price.ts'
import { type Bound, limitOf } from '../effective-limits.ts'

/** The most that something leaves room for. */
export interface Ceiling {
  /** Zero or less where there is none. */
  readonly quantityMax: Quantity
  /** What it is, in numbers. */
  readonly words: () => string
}

interface Priced {
  readonly market: Market
  readonly price: Price
}

/** What free cash pays for, with fees and slippage. */
export function cashCeiling({ market, price }: Priced, freeCash: Money, costRate: Rate): Ceiling {
  return {
    quantityMax: quantityFor(market, withoutShare(freeCash, costRate), price),
    words: () =>
      `free cash of ${formatAmount(freeCash)} ${market.quote} at ${formatPrice(market, price)} with costs of ${formatPercent(costRate)} %`,
  }
}

/** What one order may be worth. */
export function orderValueCeiling({ market, price }: Priced, bound: Bound<Money>): Ceiling {
  return {
    quantityMax: quantityFor(market, bound.value, price),
    words: () => `${limitOf(bound)} of ${formatAmount(bound.value)} ${market.quote} an order`,
  }
}

/** The lowest of them; the first where several are as low. */
export function lowest(first: Ceiling, others: readonly Ceiling[]): Ceiling {
  return others.reduce((low, one) => (one.quantityMax < low.quantityMax ? one : low), first)
}
