import { type Bound, limitOf } from '../effective-limits.ts'
import type { RiskRule } from '../risk-rule.ts'
import { faultsText } from '../share-of-equity.ts'

/** Stops one that has run wild. Every order that was sent counts, exits too, whatever became of it. */
export const orderRate: RiskRule = {
  name: 'order-rate',
  guards: 'entries',
  refuse(_, { limits, own, account }) {
    return faultsText(
      fault('of the bot ', own.ordersLastMinute, limits.own.ordersPerMinuteMax),
      fault('', account.ordersLastMinute, limits.account.ordersPerMinuteMax),
    )
  },
}

function fault(whose: string, count: number, bound: Bound<number> | null): string | undefined {
  if (bound === null || count < bound.value) return undefined
  return `${count} orders ${whose}were sent within a minute and ${limitOf(bound)} is ${bound.value}`
}
