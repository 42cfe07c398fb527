import { add, type Money, type Quantity, subtract, ZERO_MONEY, ZERO_QUANTITY } from './amount.ts'
import { multiplyDivide } from './exact-integer.ts'

/** What purchases under one key of a bot have brought, and what of it is not sold. */
export interface Lot {
  readonly quantity: Quantity
  /** Fees included. */
  readonly cost: Money
}

export const EMPTY_LOT: Lot = { quantity: ZERO_QUANTITY, cost: ZERO_MONEY }

export function grown({ quantity, cost }: Lot, bought: Quantity, paid: Money): Lot {
  return { quantity: add(quantity, bought), cost: add(cost, paid) }
}

/** Without what was sold, at most all of it. */
export function shrunk({ quantity, cost }: Lot, sold: Quantity): Lot {
  if (sold >= quantity) return EMPTY_LOT
  const costSold = multiplyDivide(cost, sold, quantity, 'down') as Money
  return { quantity: subtract(quantity, sold), cost: subtract(cost, costSold) }
}
