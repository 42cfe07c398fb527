import { formatAmount } from '../../domain/amount.ts'
import { notional } from '../../domain/price.ts'
import type { RiskRule } from '../risk-rule.ts'

/** The exchange rejects smaller orders, exits included. */
export const minimumNotional: RiskRule = {
  name: 'minimum-notional',
  refuse(intent, { market, price }) {
    if (intent.quantity < market.quantityMin) {
      return `${formatAmount(intent.quantity)} ${market.base} is below the exchange's smallest quantity of ${formatAmount(market.quantityMin)}`
    }
    const value = notional(market, price, intent.quantity, 'down')
    if (value >= market.notionalMin) return undefined
    return `an order worth ${formatAmount(value)} ${market.quote} is below the exchange's minimum of ${formatAmount(market.notionalMin)}`
  },
}
