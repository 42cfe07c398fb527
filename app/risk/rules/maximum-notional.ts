import { formatAmount } from '../../domain/amount.ts'
import { notional } from '../../domain/price.ts'
import { limitOf } from '../effective-limits.ts'
import type { RiskRule } from '../risk-rule.ts'
import { unknownWorth } from '../unknown-worth.ts'

/** Keeps a slip in the size small. */
export const maximumNotional: RiskRule = {
  name: 'maximum-notional',
  guards: 'entries',
  refuse(intent, { market, price, currency, worth, limits: { notionalMax } }) {
    if (notionalMax === null) return undefined
    const value = worth(notional(market, price, intent.quantity, 'up'))
    if (value === undefined) return unknownWorth(market, currency, notionalMax)
    if (value <= notionalMax.value) return undefined
    return `an order worth ${formatAmount(value)} ${currency} is above ${limitOf(notionalMax)} of ${formatAmount(notionalMax.value)}`
  },
}
