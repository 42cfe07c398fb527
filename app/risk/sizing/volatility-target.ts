import { formatAmount, shareOf, WHOLE } from '../../domain/amount.ts'
import { multiplyDivide } from '../../domain/exact-integer.ts'
import { formatPrice, type Price, quantityFor } from '../../domain/price.ts'
import { failure, success } from '../../domain/result.ts'
import type { VolatilityTarget } from '../../domain/sizing.ts'
import type { PositionSizer } from './position-sizer.ts'

/** A share of the equity, divided by so many average true ranges: small where the market is wild, large where it is calm. */
export const volatilityTarget: PositionSizer<VolatilityTarget> = (sizing, request) => {
  const { share, period, multiple } = sizing
  const { market, equity, averageTrueRange } = request
  if (averageTrueRange === null) {
    return failure(`the average true range is not known before ${period} candles have closed`)
  }
  if (averageTrueRange <= 0) {
    return failure(`the price did not move in ${period} candles, so there is no range to size by`)
  }
  const distance = Number(multiplyDivide(averageTrueRange, multiple, WHOLE, 'up')) as Price
  const budget = shareOf(equity, share, 'down')
  return success({
    quantity: quantityFor(market, budget, distance),
    arithmetic: () =>
      `${formatAmount(share)} × equity ${formatAmount(equity)} ${market.quote} = ${formatAmount(budget)} ${market.quote}, ÷ (${formatAmount(multiple)} × ATR(${period}) ${formatPrice(market, averageTrueRange)})`,
  })
}
