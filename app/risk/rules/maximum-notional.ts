import { formatAmount } from '../../domain/amount.ts'
import { notional } from '../../domain/price.ts'
import type { RiskRule } from '../risk-rule.ts'

/** Keeps a slip in the sizing small. Never in the way of an exit. */
export const maximumNotional: RiskRule = {
  name: 'maximum-notional',
  refuse(intent, { market, price, limits }) {
    if (intent.purpose === 'exit') return undefined
    const value = notional(market, price, intent.quantity, 'up')
    if (value <= limits.notionalMax) return undefined
    return `an order worth ${formatAmount(value)} ${market.quote} is above the limit of ${formatAmount(limits.notionalMax)}`
  },
}
