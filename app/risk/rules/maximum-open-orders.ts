import type { RiskRule } from '../risk-rule.ts'

/** Counts orders in flight and unresolved ones too. Never in the way of an exit. */
export const maximumOpenOrders: RiskRule = {
  name: 'maximum-open-orders',
  refuse(intent, { openOrders, limits }) {
    if (intent.purpose === 'exit' || openOrders < limits.openOrdersMax) return undefined
    return `${openOrders} orders are open and the limit is ${limits.openOrdersMax}`
  },
}
