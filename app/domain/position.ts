import {
  add,
  type Money,
  type Quantity,
  quantityOf,
  subtract,
  ZERO_MONEY,
  ZERO_QUANTITY,
} from './amount.ts'
import { multiplyDivide } from './exact-integer.ts'
import type { Fill } from './fill.ts'
import type { Market } from './market.ts'

/** What a bot holds of one symbol, and what it cost. */
export interface Position {
  readonly quantity: Quantity
  /** What the quantity cost, fees included; divided by it, the break-even price before the fee of the sale. */
  readonly cost: Money
  /** Profit and loss of what was sold, fees of both sides taken off. */
  readonly realised: Money
  readonly openedAt: number | null
}

export const FLAT: Position = {
  quantity: ZERO_QUANTITY,
  cost: ZERO_MONEY,
  realised: ZERO_MONEY,
  openedAt: null,
}

/**
 * Average-cost accounting: a sale takes a proportional part of the cost along, the last one all of it. So does one of
 * more than is held: an exchange that did that is believed, and shows as drift. A fee in the base currency makes the
 * quantity smaller; any other is part of the cost, or taken off what a sale brought, at its worth in the quote currency.
 */
export function positionAfter(position: Position, fill: Fill, market: Market): Position {
  const isFeeInBase = fill.feeCurrency === market.base
  const fee = isFeeInBase ? ZERO_MONEY : fill.feeInQuote
  if (fill.side === 'buy') {
    const received = isFeeInBase ? subtract(fill.quantity, quantityOf(fill.fee)) : fill.quantity
    return {
      quantity: add(position.quantity, received),
      cost: add(position.cost, add(fill.cost, fee)),
      realised: position.realised,
      openedAt: position.openedAt ?? fill.time,
    }
  }
  const given = isFeeInBase ? add(fill.quantity, quantityOf(fill.fee)) : fill.quantity
  const quantity = subtract(position.quantity, given)
  const costSold =
    quantity <= 0
      ? position.cost
      : (multiplyDivide(position.cost, given, position.quantity, 'down') as Money)
  return {
    quantity,
    cost: subtract(position.cost, costSold),
    realised: add(position.realised, subtract(subtract(fill.cost, fee), costSold)),
    openedAt: quantity <= 0 ? null : position.openedAt,
  }
}
