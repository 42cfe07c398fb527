import { add, formatAmount, type Rate, ratioOf } from '../../domain/amount.ts'
import { formatDecimal } from '../../domain/decimal-text.ts'
import { notional } from '../../domain/price.ts'
import type { RiskRule } from '../risk-rule.ts'

/** A rate counts units of 10^-8, so that it reads as a percentage with six decimals. */
const PERCENT_DECIMALS = 6

/** Position, open entries and this order together may be worth so much of the equity. Never in the way of an exit. */
export const maximumPositionShare: RiskRule = {
  name: 'maximum-position-share',
  refuse(intent, { market, price, equity, positionQuantity, pendingQuantity, limits }) {
    if (intent.purpose === 'exit') return undefined
    if (equity <= 0)
      return `equity is ${formatAmount(equity)} ${market.quote}, so there is nothing to take a share of`
    const quantity = add(add(positionQuantity, pendingQuantity), intent.quantity)
    const share = ratioOf(notional(market, price, quantity, 'down'), equity)
    if (share <= limits.positionShareMax) return undefined
    return `the position would be ${percentText(share)} % of equity and the limit is ${percentText(limits.positionShareMax)} %`
  },
}

/** In full: a share just above the limit must not read as if it were at it. */
function percentText(share: Rate): string {
  return formatDecimal(share, PERCENT_DECIMALS)
}
