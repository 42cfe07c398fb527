import { formatAmount, formatPercent, type Rate, shareOf } from '../../domain/amount.ts'
import { formatPrice, type Price, quantityFor, shiftPrice } from '../../domain/price.ts'
import { failure, success } from '../../domain/result.ts'
import type { RiskPercent } from '../../domain/sizing.ts'
import type { PositionSizer, SizeRequest } from './position-sizer.ts'

/**
 * The share of the equity that may be lost, divided by what one unit loses between entry and stop. Both the purchase and
 * the sale at the stop are taken at their worst, with fees and slippage. A market that jumps past the stop loses more.
 */
export const riskPercent: PositionSizer<RiskPercent> = ({ share }, request) => {
  const { market, equity, price, costRate, stopPrice } = request
  if (stopPrice === null) return failure('the risk in percent needs a stop, and this bot has none')
  if (stopPrice >= price) {
    return failure(
      `the stop at ${formatPrice(market, stopPrice)} is not below the price of ${formatPrice(market, price)}`,
    )
  }
  const loss = lossPerUnit(request, stopPrice)
  const budget = shareOf(equity, share, 'down')
  return success({
    quantity: quantityFor(market, budget, loss),
    arithmetic: () =>
      `${formatAmount(share)} × equity ${formatAmount(equity)} ${market.quote} = ${formatAmount(budget)} ${market.quote}, ÷ ${formatPrice(market, loss)} lost per ${market.base} from ${formatPrice(market, price)} to the stop at ${formatPrice(market, stopPrice)} with costs of ${formatPercent(costRate)} % each way`,
  })
}

function lossPerUnit({ market, price, costRate }: SizeRequest, stopPrice: Price): Price {
  const paid = shiftPrice(market, price, costRate, 'up')
  const received = shiftPrice(market, stopPrice, -costRate as Rate, 'down')
  return (paid - received) as Price
}
