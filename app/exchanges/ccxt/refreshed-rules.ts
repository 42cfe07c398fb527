import { assert } from '../../domain/assert.ts'
import { inDecimals } from '../../domain/in-decimals.ts'
import type { Market } from '../../domain/market.ts'

/**
 * The rules of a market as they are now, for an account that opens: in the decimals in which its prices count, or in more
 * where the exchange came to quote finer prices. Never in fewer, which could not express the prices in the books.
 */
export function refreshedRules(known: Market, now: Market): Market {
  if (now.priceDecimals >= known.priceDecimals) return now
  const refreshed = inDecimals(now, known.priceDecimals)
  assert(refreshed !== undefined, `the tick of ${now.symbol} does not fit more decimals`)
  return refreshed
}
