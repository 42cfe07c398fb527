import type { Market } from './market.ts'
import { formatPrice, parsePrice } from './price.ts'

/** The same rules with prices counted in other decimals; undefined where those cannot express its tick. */
export function inDecimals(market: Market, priceDecimals: number): Market | undefined {
  if (market.priceDecimals === priceDecimals) return market
  const priceTick = parsePrice(priceDecimals, formatPrice(market, market.priceTick))
  return priceTick.ok ? { ...market, priceDecimals, priceTick: priceTick.value } : undefined
}
