import { add, type Money, moneyOf, type Quantity, type Rate, shareOf } from '../domain/amount.ts'
import type { Market } from '../domain/market.ts'
import { MarketBook } from '../domain/market-book.ts'
import { notional, type Price, shiftPrice } from '../domain/price.ts'
import { FEE_RATE } from './fee-of.ts'
import { FIRST_PRICES, SIMULATED_MARKETS } from './simulated-markets.ts'
import type { OrderWish } from './simulated-order.ts'
import type { SimulatedRandom } from './simulated-random.ts'

/** A price moves by so much at most between two looks: 0.1 %. */
const MOVE_MAX = 100_000

/** What is traded at the exchange, and for how much. */
export class ExchangeMarket {
  readonly #markets = new MarketBook(SIMULATED_MARKETS)
  readonly #prices = new Map<string, Price>(FIRST_PRICES)

  rules(symbol: string): Market {
    return this.#markets.get(symbol)
  }

  price(symbol: string): Price {
    const price = this.#prices.get(symbol)
    if (price === undefined) throw new RangeError(`nothing is known of ${symbol}`)
    return price
  }

  move(random: SimulatedRandom): void {
    for (const market of this.#markets.all()) {
      const rate = random.between(-MOVE_MAX, MOVE_MAX) as Rate
      const price = shiftPrice(market, this.price(market.symbol), rate, 'down')
      this.#prices.set(market.symbol, price)
    }
  }

  /** Whether an order would trade at once. */
  crosses({ side, limitPrice, symbol }: OrderWish): boolean {
    if (limitPrice === null) return true
    return side === 'buy' ? this.price(symbol) <= limitPrice : this.price(symbol) >= limitPrice
  }

  /** Whether the price is there for which an order waits. */
  reaches({ side, type, triggerPrice, symbol }: OrderWish): boolean {
    if (triggerPrice === null) return true
    const isForRise = (side === 'buy') === (type === 'stop')
    return isForRise ? this.price(symbol) >= triggerPrice : this.price(symbol) <= triggerPrice
  }

  /** Whether the price has turned back far enough from the best that a trailing stop has seen. */
  turnsBack({ side, symbol }: OrderWish, { best, rate }: { best: Price; rate: Rate }): boolean {
    const market = this.rules(symbol)
    return side === 'sell'
      ? this.price(symbol) <= shiftPrice(market, best, -rate as Rate, 'down')
      : this.price(symbol) >= shiftPrice(market, best, rate, 'up')
  }

  /** The currency that an order pays with. */
  paysWith({ side, symbol }: OrderWish): string {
    const { base, quote } = this.rules(symbol)
    return side === 'buy' ? quote : base
  }

  /** What an order binds of it. */
  bound({ side, symbol, limitPrice }: OrderWish, quantity: Quantity): Money {
    if (side === 'sell') return moneyOf(quantity)
    const cost = notional(this.rules(symbol), limitPrice ?? this.price(symbol), quantity, 'up')
    return add(cost, shareOf(cost, FEE_RATE, 'up'))
  }
}
