import { formatAmount, shareOf } from '../../domain/amount.ts'
import { formatPrice, quantityFor } from '../../domain/price.ts'
import { success } from '../../domain/result.ts'
import type { PercentOfEquity } from '../../domain/sizing.ts'
import type { PositionSizer } from './position-sizer.ts'

/** What a share of the equity buys before costs. */
export const percentOfEquity: PositionSizer<PercentOfEquity> = ({ share }, request) => {
  const { market, equity, price } = request
  const stake = shareOf(equity, share, 'down')
  return success({
    quantity: quantityFor(market, stake, price),
    stake,
    arithmetic: () =>
      `${formatAmount(share)} × equity ${formatAmount(equity)} ${market.quote} at ${formatPrice(market, price)}`,
  })
}
