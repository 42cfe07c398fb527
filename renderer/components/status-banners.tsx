import { OctagonX, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { resumeTrading } from '../actions/trading.ts'
import { formatExactTime } from '../format/time.ts'
import { useEngine } from '../stores/engine-store.ts'
import { Button } from './button.tsx'
import { classNames } from './class-names.ts'

/** What stands between the bots and trading, right under the strip. */
export function StatusBanners() {
  return (
    <>
      <TradingBanner />
      <FeedBanner />
    </>
  )
}

function TradingBanner() {
  const trading = useEngine(({ status }) => status.trading)
  if (!trading || trading.state === 'active') return null
  const isHalted = trading.state === 'halted'
  return (
    <Banner kind="danger" label="Trading state">
      <OctagonX aria-hidden="true" size={16} className="shrink-0 text-danger" />
      <p className="min-w-0 flex-1" title={`Since ${formatExactTime(trading.since)}`}>
        <strong className="font-strong">
          {isHalted ? 'Trading is halted.' : 'Positions are only being reduced.'}
        </strong>{' '}
        {trading.reason}{' '}
        <span className="text-ink-soft">
          {isHalted ? 'No new orders are sent.' : 'Only orders that shrink a position are sent.'}
        </span>
      </p>
      <Button size="small" onClick={() => void resumeTrading()}>
        Resume trading
      </Button>
    </Banner>
  )
}

const FEED_TROUBLE = {
  stale: 'Market data is stale.',
  failed: 'Market data has failed.',
}

function FeedBanner() {
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

type BannerProps = {
  readonly kind: 'danger' | 'attention'
  readonly label: string
  readonly children: ReactNode
}

function Banner({ kind, label, children }: BannerProps) {
  return (
    <section
      role="alert"
      aria-label={label}
      className={classNames(
        'flex min-h-10 shrink-0 items-center gap-3 border-line border-b px-4 py-1.5',
        kind === 'danger' ? 'bg-danger-tint' : 'bg-attention-tint',
      )}
    >
      {children}
    </section>
  )
}
