import { formatAmount } from '../domain/amount.ts'
import type { Candle } from '../domain/candle.ts'
import type { Market } from '../domain/market.ts'
import { formatPrice } from '../domain/price.ts'
import type { Revision } from '../ports/market-feed.ts'

/** What changed of candles that had closed, for the decision log. */
export function revisionText(revisions: readonly Revision[], market: Market): string {
  const words = revisions.map(({ before, after }) => {
    const at = new Date(after.openTime).toISOString().slice(0, 16).replace('T', ' ')
    return `${at} UTC: ${figures(before, market)} is now ${figures(after, market)}`
  })
  return `${words.join('; ')}. What was decided on them stands.`
}

function figures({ open, high, low, close, volume }: Candle, market: Market): string {
  const prices = [open, high, low, close].map((price) => formatPrice(market, price))
  return `${prices.join(' ')}, volume ${formatAmount(volume)}`
}
