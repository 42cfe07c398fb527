import { inDecimals } from '../domain/in-decimals.ts'
import type { Market } from '../domain/market.ts'

/**
 * A market's new rules in the decimals that its prices count in already: whoever holds one would read it wrongly in
 * others. A tick that is too fine for them stays as coarse as it was, which the exchange takes as well.
 */
export function withKnownDecimals(market: Market, known: Market | undefined): Market {
  if (known === undefined) return market
  const { priceDecimals, priceTick } = known
  return inDecimals(market, priceDecimals) ?? { ...market, priceDecimals, priceTick }
}
