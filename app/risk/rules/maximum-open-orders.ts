import { type Bound, limitOf } from '../effective-limits.ts'
import type { RiskRule } from '../risk-rule.ts'
import { faultsText } from '../share-of-equity.ts'

/** Counts orders in flight, unresolved ones and those that wait here too. */
export const maximumOpenOrders: RiskRule = {
  name: 'maximum-open-orders',
  guards: 'entries',
  refuse(_, { limits, own, account }) {
    return faultsText(
      fault('of the bot ', own.openOrders, limits.own.openOrdersMax),
      fault('', account.openOrders, limits.account.openOrdersMax),
    )
  },
}

function fault(whose: string, count: number, bound: Bound<number> | null): string | undefined {
  if (bound === null || count < bound.value) return undefined
  return `${count} orders ${whose}are open and ${limitOf(bound)} is ${bound.value}`
}
