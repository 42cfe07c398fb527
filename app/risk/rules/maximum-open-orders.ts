import { type Bound, limitOf } from '../effective-limits.ts'
import type { RiskRule } from '../risk-rule.ts'
import { faultsText } from '../share-of-equity.ts'

/** Counts orders in flight, unresolved ones and those that wait here too; a purchase with what protects it is several. */
export const maximumOpenOrders: RiskRule = {
  name: 'maximum-open-orders',
  guards: 'entries',
  refuse(_, { limits, own, account, orders }) {
    return faultsText(
      fault('of the bot ', own.openOrders, orders, limits.own.openOrdersMax),
      fault('', account.openOrders, orders, limits.account.openOrdersMax),
    )
  },
}

function fault(
  whose: string,
  open: number,
  orders: number,
  bound: Bound<number> | null,
): string | undefined {
  if (bound === null || open + orders <= bound.value) return undefined
  const counted = open === 1 ? `1 order ${whose}is open` : `${open} orders ${whose}are open`
  const added = orders === 1 ? '' : `, this would be ${orders} more,`
  return `${counted}${added} and ${limitOf(bound)} is ${bound.value}`
}
