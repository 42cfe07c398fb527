import { formatAmount } from '../../domain/amount.ts'
import { notional } from '../../domain/price.ts'
import { limitOf } from '../effective-limits.ts'
import type { RiskRule } from '../risk-rule.ts'

/** Keeps a slip in the size small. */
export const maximumNotional: RiskRule = {
  name: 'maximum-notional',
  guards: 'entries',
  refuse(intent, { market, price, limits: { notionalMax } }) {
    if (notionalMax === null) return undefined
    const value = notional(market, price, intent.quantity, 'up')
    if (value <= notionalMax.value) return undefined
    return `an order worth ${formatAmount(value)} ${market.quote} is above ${limitOf(notionalMax)} of ${formatAmount(notionalMax.value)}`
  },
}
