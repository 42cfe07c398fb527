import type { Rate } from '../../domain/amount.ts'
import type { OrderIntent } from '../../domain/order.ts'
import { formatPrice, type Price, priceRatio } from '../../domain/price.ts'
import { usableBook } from '../book-prices.ts'
import { type Bound, limitOf } from '../effective-limits.ts'
import type { RiskContext, RiskRule } from '../risk-rule.ts'
import { faultsText, percentText } from '../share-of-equity.ts'

/**
 * Catches a slipped digit: an order may not trade at a price that is much worse than what was last paid, nor than the mark
 * where there is a book. Better prices pass. What waits for a price may wait for any; the worst price that an entry then takes
 * is held against the one that it waits for. Of exits, only one with a limit price of its own
 * is held against it, while there is a price to hold it against: one to the market always passes.
 */
export const priceCollar: RiskRule = {
  name: 'price-collar',
  guards: 'all orders',
  refuse(intent, context) {
    const { collarMax } = context.limits
    if (collarMax === null) return undefined
    if (intent.triggerPrice !== null || intent.trailingRate !== null) {
      return faultOfWaiting(intent, context, collarMax)
    }
    if (intent.purpose === 'exit' && intent.limitPrice === null) return undefined
    const { lastPrice, market } = context
    if (lastPrice === undefined && intent.purpose === 'exit') return undefined
    if (lastPrice === undefined) return `what was last paid for ${market.symbol} is not known`
    const book = usableBook(context)
    const tradedAt = book.bid && (intent.side === 'buy' ? book.ask.price : book.bid.price)
    const price = intent.limitPrice ?? tradedAt ?? lastPrice
    return faultsText(
      fault(intent, context, { price, twice: 2 * lastPrice, name: 'the last price', collarMax }),
      book.bid &&
        fault(intent, context, {
          ...{ price, twice: book.bid.price + book.ask.price, name: 'the mark', collarMax },
        }),
    )
  },
}

function faultOfWaiting(
  intent: OrderIntent,
  context: RiskContext,
  collarMax: Bound<Rate>,
): string | undefined {
  const { purpose, limitPrice, triggerPrice } = intent
  if (purpose === 'exit' || limitPrice === null || triggerPrice === null) return undefined
  const twice = 2 * triggerPrice
  return fault(intent, context, { price: limitPrice, twice, name: 'its trigger price', collarMax })
}

interface Comparison {
  readonly price: Price
  /** Twice the price that it is held against: the middle of two prices may lie between two units. */
  readonly twice: number
  readonly name: string
  readonly collarMax: Bound<Rate>
}

function fault(
  { side }: OrderIntent,
  { market }: RiskContext,
  { price, twice, name, collarMax }: Comparison,
): string | undefined {
  const worse = side === 'buy' ? 2 * price - twice : twice - 2 * price
  if (worse <= 0) return undefined
  const distance = priceRatio(worse, twice)
  if (distance <= collarMax.value) return undefined
  const where = side === 'buy' ? 'above' : 'below'
  return `${formatPrice(market, price)} is ${percentText(distance)} % ${where} ${name} of ${middleText(market, twice)} and ${limitOf(collarMax)} is ${percentText(collarMax.value)} %`
}

function middleText(market: RiskContext['market'], twice: number): string {
  return formatPrice({ ...market, priceDecimals: market.priceDecimals + 1 }, (twice * 5) as Price)
}
