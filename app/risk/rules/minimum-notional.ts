import { formatAmount } from '../../domain/amount.ts'
import { notional } from '../../domain/price.ts'
import { limitOf } from '../effective-limits.ts'
import type { RiskRule } from '../risk-rule.ts'
import { unknownWorth } from '../unknown-worth.ts'

/** The exchange rejects smaller orders, exits included; what a person set beside that is for entries alone. */
export const minimumNotional: RiskRule = {
  name: 'minimum-notional',
  guards: 'all orders',
  refuse(intent, { market, price, currency, worth, limits: { notionalMin } }) {
    if (intent.quantity === 0) {
      return `nothing is left of it in the exchange's steps of ${formatAmount(market.quantityStep)} ${market.base}; its smallest quantity is ${formatAmount(market.quantityMin)}`
    }
    if (intent.quantity < market.quantityMin) {
      return `${formatAmount(intent.quantity)} ${market.base} is below the exchange's smallest quantity of ${formatAmount(market.quantityMin)}`
    }
    const value = notional(market, price, intent.quantity, 'down')
    if (value < market.notionalMin) {
      return `an order worth ${formatAmount(value)} ${market.quote} is below the exchange's minimum of ${formatAmount(market.notionalMin)}`
    }
    if (intent.purpose === 'exit' || notionalMin === null) return undefined
    const ours = worth(value)
    if (ours === undefined) return unknownWorth(market, currency, notionalMin)
    if (ours >= notionalMin.value) return undefined
    return `an order worth ${formatAmount(ours)} ${currency} is below ${limitOf(notionalMin)} of ${formatAmount(notionalMin.value)}`
  },
}
