import type { Market } from '../../domain/market.ts'
import type { Price } from '../../domain/price.ts'

/**
 * The rules of a market as they are now, in the decimals in which the account's prices count. Where the exchange came to
 * quote finer prices, ours stay as coarse as they were, which it takes as well.
 */
export function refreshedRules(known: Market, now: Market): Market {
  const { priceDecimals } = known
  const isFiner = now.priceDecimals > priceDecimals
  const unitsPerUnit = 10 ** (priceDecimals - now.priceDecimals)
  const priceTick = isFiner ? known.priceTick : ((now.priceTick * unitsPerUnit) as Price)
  return { ...now, priceDecimals, priceTick }
}
