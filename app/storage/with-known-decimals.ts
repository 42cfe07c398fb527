import { assert } from '../domain/assert.ts'
import type { Market } from '../domain/market.ts'
import { formatPrice, parsePrice } from '../domain/price.ts'

/** A market's new rules in no fewer decimals than it had before, which its older prices are still read with. */
export function withKnownDecimals(market: Market, known: Market | undefined): Market {
  if (known === undefined || known.priceDecimals <= market.priceDecimals) return market
  const { priceDecimals } = known
  const priceTick = parsePrice(priceDecimals, formatPrice(market, market.priceTick))
  assert(priceTick.ok, `the tick of ${market.symbol} does not fit ${priceDecimals} decimals`)
  return { ...market, priceDecimals, priceTick: priceTick.value }
}
