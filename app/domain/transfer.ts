import type { Money } from './amount.ts'

/**
 * Money that came into the account, or left it when negative, otherwise than by a trade of ours. opening: what was there
 * when the account was opened. adopted: a drift that the user took into the books.
 */
export interface Transfer {
  /** Books once by it. */
  readonly reference: string
  readonly kind: 'opening' | 'deposit' | 'withdrawal' | 'adopted'
  readonly currency: string
  readonly amount: Money
  readonly time: number
}
