import { floorToStep, larger, type Quantity, type Rate } from '../../domain/amount.ts'
import { multiplyDivide } from '../../domain/exact-integer.ts'
import type { Market } from '../../domain/market.ts'
import type { BookLevel, OrderBook } from '../../domain/order-book.ts'
import { type Price, shiftPrice } from '../../domain/price.ts'

const LEVELS = 10
/** Of base currency on each side, where volume sets no limit: more than anybody orders. */
const UNLIMITED = (10 ** 15) as Quantity

export interface BookModel {
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
 * a whole side pays the slippage on average. There is always something at every level, however little was traded. Most who
 * ask for it look at the best prices only, so the levels are made when they are read.
 */
export class ModelledBook implements OrderBook {
  readonly symbol: string
  readonly time: number
  readonly best: NonNullable<OrderBook['best']>
  readonly #model: BookModel
  readonly #quantity: Quantity

  constructor(model: BookModel) {
    const { market, depth } = model
    const share = multiplyDivide(depth ?? UNLIMITED, 1, LEVELS, 'down') as Quantity
    this.symbol = market.symbol
    this.time = model.time
    this.#model = model
    this.#quantity = larger(floorToStep(share, market.quantityStep), market.quantityMin)
    const bid = this.#level(0, -1)
    this.best = { bid: bid.price > 0 ? bid : undefined, ask: this.#level(0, 1) }
  }

  get bids(): readonly BookLevel[] {
    return this.#levels(-1).filter(({ price }) => price > 0)
  }

  get asks(): readonly BookLevel[] {
    return this.#levels(1)
  }

  #levels(sign: 1 | -1): readonly BookLevel[] {
    return Array.from({ length: LEVELS }, (_, position) => this.#level(position, sign))
  }

  /** Evenly from half the spread to that with twice the slippage. */
  #level(position: number, sign: 1 | -1): BookLevel {
    const { market, middle, halfSpread, slippage } = this.#model
    const distance = halfSpread + Math.floor((2 * slippage * position) / (LEVELS - 1))
    const rounding = sign === 1 ? 'up' : 'down'
    const even = shiftPrice(market, middle, (sign * distance) as Rate, rounding)
    // The sides never meet, not even without a spread.
    const price = (sign === -1 && even === middle ? even - market.priceTick : even) as Price
    return { price, quantity: this.#quantity }
  }
}
