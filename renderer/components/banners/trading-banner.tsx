import { OctagonX } from 'lucide-react'
import { resumeTrading } from '../../actions/trading.ts'
import { formatExactTime } from '../../format/time.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { Button } from '../button.tsx'
import { Banner } from './banner.tsx'

export function TradingBanner() {
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
