import { add, formatAmount, ratioOf } from '../../domain/amount.ts'
import { notional } from '../../domain/price.ts'
import type { RiskRule } from '../risk-rule.ts'

const PERCENT = 1_000_000

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
    return `the position would be ${(share / PERCENT).toFixed(2)} % of equity and the limit is ${(limits.positionShareMax / PERCENT).toFixed(2)} %`
  },
}
