import { formatAmount, type Money } from '../domain/amount.ts'
import type { Market } from '../domain/market.ts'
import { type Bound, limitOf } from './effective-limits.ts'

/** Why an order cannot be held against a limit on its worth. */
export function unknownWorth({ quote }: Market, currency: string, bound: Bound<Money>): string {
  return `no price leads from ${quote} to ${currency}, so the order cannot be held against ${limitOf(bound)} of ${formatAmount(bound.value)} ${currency}`
}
