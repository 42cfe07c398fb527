import { floorToStep, larger, type Quantity, type Rate } from '../../domain/amount.ts'
import { multiplyDivide } from '../../domain/exact-integer.ts'
import type { Market } from '../../domain/market.ts'
import type { BookLevel, OrderBook } from '../../domain/order-book.ts'
import { type Price, shiftPrice } from '../../domain/price.ts'

const LEVELS = 10
/** Of base currency on each side, where volume sets no limit: more than anybody orders. */
const UNLIMITED = (10 ** 15) as Quantity

interface BookModel {
  readonly market: Market
  readonly middle: Price
  /** What there is on each side; null where volume sets no limit. */
  readonly depth: Quantity | null
  readonly halfSpread: Rate
  readonly slippage: Rate
  readonly time: number
}

/**
 * A book as the rules of a simulated exchange imply it: the best prices are half a spread from the middle, and whoever takes
 * a whole side pays the slippage on average. There is always something at every level, however little was traded.
 */
export function modelledBook(model: BookModel): OrderBook {
  const { market, depth, time } = model
  const share = multiplyDivide(depth ?? UNLIMITED, 1, LEVELS, 'down') as Quantity
  const quantity = larger(floorToStep(share, market.quantityStep), market.quantityMin)
  const bids = levels(model, quantity, -1).filter(({ price }) => price > 0)
  return { symbol: market.symbol, bids, asks: levels(model, quantity, 1), time }
}

/** Evenly from half the spread to that with twice the slippage. */
function levels(
  { market, middle, halfSpread, slippage }: BookModel,
  quantity: Quantity,
  sign: 1 | -1,
): readonly BookLevel[] {
  const rounding = sign === 1 ? 'up' : 'down'
  return Array.from({ length: LEVELS }, (_, position) => {
    const distance = halfSpread + Math.floor((2 * slippage * position) / (LEVELS - 1))
    const even = shiftPrice(market, middle, (sign * distance) as Rate, rounding)
    // The sides never meet, not even without a spread.
    const price = (sign === -1 && even === middle ? even - market.priceTick : even) as Price
    return { price, quantity }
  })
}
