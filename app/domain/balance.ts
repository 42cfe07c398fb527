import type { Money } from './amount.ts'

/** What the exchange says it holds for us of one currency. */
export interface Balance {
  readonly currency: string
  readonly free: Money
  /** Bound by open orders. */
  readonly used: Money
  readonly total: Money
}
