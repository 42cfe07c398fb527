import { formatAmount } from '../../domain/amount.ts'
import { notional } from '../../domain/price.ts'
import { limitOf } from '../effective-limits.ts'
import type { RiskRule } from '../risk-rule.ts'

/** The exchange rejects smaller orders, exits included; what a person set beside that is for entries alone. */
export const minimumNotional: RiskRule = {
  name: 'minimum-notional',
  guards: 'all orders',
  refuse(intent, { market, price, limits: { notionalMin } }) {
    if (intent.quantity < market.quantityMin) {
      return `${formatAmount(intent.quantity)} ${market.base} is below the exchange's smallest quantity of ${formatAmount(market.quantityMin)}`
    }
    const value = notional(market, price, intent.quantity, 'down')
    const worth = `an order worth ${formatAmount(value)} ${market.quote}`
    if (value < market.notionalMin) {
      return `${worth} is below the exchange's minimum of ${formatAmount(market.notionalMin)}`
    }
    if (intent.purpose === 'exit' || notionalMin === null || value >= notionalMin.value) {
      return undefined
    }
    return `${worth} is below ${limitOf(notionalMin)} of ${formatAmount(notionalMin.value)}`
  },
}
