import { DriftBanner } from './banners/drift-banner.tsx'
import { FeedBanner } from './banners/feed-banner.tsx'
import { ReconciliationBanner } from './banners/reconciliation-banner.tsx'
import { TradingBanner } from './banners/trading-banner.tsx'
import { UnresolvedBanner } from './banners/unresolved-banner.tsx'

/** What stands between the bots and trading, right under the strip. */
export function StatusBanners() {
  return (
    <>
      <TradingBanner />
      <FeedBanner />
      <ReconciliationBanner />
      <UnresolvedBanner />
      <DriftBanner />
    </>
  )
}
