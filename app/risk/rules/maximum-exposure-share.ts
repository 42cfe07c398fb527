import { exposureOf } from '../exposure.ts'
import type { RiskRule } from '../risk-rule.ts'
import { faultsText, shareFault } from '../share-of-equity.ts'

/** All that is held and that open entries would add, in whatever markets, may be worth so much of the equity. */
export const maximumExposureShare: RiskRule = {
  name: 'maximum-exposure-share',
  guards: 'entries',
  refuse(intent, context) {
    const { limits, own, account } = context
    if ((limits.own.exposureShareMax ?? limits.account.exposureShareMax) === null) return undefined
    return faultsText(
      shareFault(
        'all that the bot holds',
        exposureOf(intent, context, own),
        limits.own.exposureShareMax,
        context,
      ),
      shareFault(
        'all that the account holds',
        exposureOf(intent, context, account),
        limits.account.exposureShareMax,
        context,
      ),
    )
  },
}
