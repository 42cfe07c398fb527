import { exposureOf } from '../exposure.ts'
import type { RiskRule } from '../risk-rule.ts'
import { faultsText, shareFault } from '../share-of-equity.ts'

/** What is held of one base asset, in whatever markets it was bought, may be worth so much of the equity. */
export const maximumAssetShare: RiskRule = {
  name: 'maximum-asset-share',
  guards: 'entries',
  refuse(intent, context) {
    const { limits, own, account, market } = context
    if ((limits.own.assetShareMax ?? limits.account.assetShareMax) === null) return undefined
    const assets = [market.base]
    return faultsText(
      shareFault(
        `${market.base} of the bot`,
        exposureOf(intent, context, own, assets),
        limits.own.assetShareMax,
        context,
      ),
      shareFault(
        `${market.base} of the account`,
        exposureOf(intent, context, account, assets),
        limits.account.assetShareMax,
        context,
      ),
    )
  },
}
