import { rateFromPercent } from '../../domain/amount.ts'
import type { Market } from '../../domain/market.ts'
import type { OrderBook } from '../../domain/order-book.ts'
import { type Price, shiftPrice } from '../../domain/price.ts'
import { failure, type Result, success } from '../../domain/result.ts'

const COLLAR_PERCENT = 1
const COLLAR = rateFromPercent(COLLAR_PERCENT)
/** An older book does not say what is offered now. */
export const BOOK_AGE_MS_MAX = 15_000

/** The most that a purchase at the market may pay where an immediate limit order has to stand in for it: 1 % above the best price. */
export function protectivePrice(
  market: Market,
  book: OrderBook | undefined,
  now: number,
): Result<Price, string> {
  const [best] = book?.asks ?? []
  if (book === undefined || best === undefined) {
    return failure(`it is not known yet what is offered of ${market.symbol}; try again in a moment`)
  }
  const ageMs = now - book.time
  if (ageMs > BOOK_AGE_MS_MAX) {
    const seconds = Math.round(ageMs / 1_000)
    return failure(`what is offered of ${market.symbol} was last heard ${seconds} s ago`)
  }
  return success(shiftPrice(market, best.price, COLLAR, 'down'))
}
