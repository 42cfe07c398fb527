import type { OrderIntent } from '../../domain/order.ts'
import type { TotalLimits } from '../effective-limits.ts'
import { exposureOf } from '../exposure.ts'
import type { RiskContext, RiskRule, Standing } from '../risk-rule.ts'
import { faultsText, shareFault } from '../share-of-equity.ts'

/** Assets that move together are one risk: those of a group may together be worth so much of the equity. */
export const maximumGroupShare: RiskRule = {
  name: 'maximum-group-share',
  guards: 'entries',
  refuse(intent, context) {
    const { limits, own, account } = context
    if (limits.own.groups.length + limits.account.groups.length === 0) return undefined
    return faultsText(
      ...groupFaults(intent, context, limits.own, own),
      ...groupFaults(intent, context, limits.account, account),
    )
  },
}

function groupFaults(
  intent: OrderIntent,
  context: RiskContext,
  { groups }: TotalLimits,
  standing: Standing,
): readonly (string | undefined)[] {
  return groups
    .filter(({ value }) => value.assets.includes(context.market.base))
    .map(({ value: { name, assets, shareMax }, level }) =>
      shareFault(
        `the group ${name}`,
        exposureOf(intent, context, standing, assets),
        { value: shareMax, level },
        context,
      ),
    )
}
