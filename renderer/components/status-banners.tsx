import { DriftBanner } from './banners/drift-banner.tsx'
import { FeedBanner } from './banners/feed-banner.tsx'
import { KillSwitchBanner } from './banners/kill-switch-banner.tsx'
import { PaperBanner } from './banners/paper-banner.tsx'
import { ReconciliationBanner } from './banners/reconciliation-banner.tsx'
import { TradingBanner } from './banners/trading-banner.tsx'
import { TripBanner } from './banners/trip-banner.tsx'
import { UnresolvedBanner } from './banners/unresolved-banner.tsx'

/** What stands between the bots and trading, right under the strip. */
export function StatusBanners() {
  return (
    <>
      <PaperBanner />
      <TradingBanner />
      <KillSwitchBanner />
      <TripBanner />
      <FeedBanner />
      <ReconciliationBanner />
      <UnresolvedBanner />
      <DriftBanner />
    </>
  )
}
