import { TriangleAlert } from 'lucide-react'
import { formatExactTime } from '../../format/time.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { classNames } from '../class-names.ts'
import { Banner } from './banner.tsx'

const FEED_TROUBLE = {
  stale: 'Market data is stale.',
  failed: 'Market data has failed.',
}

export function FeedBanner() {
  const feed = useEngine(({ status }) => status.feed)
  if (feed?.state !== 'stale' && feed?.state !== 'failed') return null
  return (
    <Banner kind={feed.state === 'stale' ? 'attention' : 'danger'} label="Market data trouble">
      <TriangleAlert
        aria-hidden="true"
        size={16}
        className={classNames(
          'shrink-0',
          feed.state === 'stale' ? 'text-attention' : 'text-danger',
        )}
      />
      <p className="min-w-0 flex-1">
        <strong className="font-strong">{FEED_TROUBLE[feed.state]}</strong> {feed.message}{' '}
        <LastCandle timeMs={feed.lastCandleAt} />
      </p>
    </Banner>
  )
}

function LastCandle({ timeMs }: { readonly timeMs: number | null }) {
  if (timeMs === null) return null
  return <span className="text-ink-soft">Last candle: {formatExactTime(timeMs)}.</span>
}
