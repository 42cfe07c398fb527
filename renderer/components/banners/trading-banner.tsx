import { OctagonX } from 'lucide-react'
import type { TripView } from '../../../app/contract/risk-view.ts'
import { resumeTrading, setTradingState } from '../../actions/trading.ts'
import { formatExactTime } from '../../format/time.ts'
import { holdingTrips } from '../../format/trip-words.ts'
import { wholeSentence } from '../../format/words.ts'
import { appStore } from '../../stores/app-store.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { Button } from '../button.tsx'
import { Banner } from './banner.tsx'
import { HaltOffers } from './halt-offers.tsx'

/** Why little or nothing is sent, what more can be done, and the way back. */
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
        {wholeSentence(trading.reason)}{' '}
        <span className="text-ink-soft">
          {isHalted ? 'No new orders are sent.' : 'Only orders that shrink a position are sent.'}
        </span>
      </p>
      {isHalted && <HaltOffers />}
      <WayBack />
    </Banner>
  )
}

function isReset({ name }: TripView): boolean {
  return name !== 'store-failure'
}

/**
 * A breaker that tripped is reset with a reason first, but for that of the store: to resume is to try it again. What the
 * kill switch does is not cut short.
 */
function WayBack() {
  const isHeld = useEngine(({ status }) => holdingTrips(status).some(isReset)) ?? false
  const hasFailed =
    useEngine(({ status }) => holdingTrips(status).some((trip) => !isReset(trip))) ?? false
  const areAllHeld = useEngine(({ status }) => status.states.global !== 'active') ?? false
  const isAccountHeld = useEngine(({ status }) => status.states.account !== 'active') ?? false
  const isKilling =
    useEngine(({ status }) =>
      status.killSwitch?.steps.some(({ state }) => state === 'waiting' || state === 'running'),
    ) ?? false
  return (
    <>
      {isHeld && (
        <Button size="small" onClick={() => appStore.getState().open('risk')}>
          Show breakers
        </Button>
      )}
      {areAllHeld && (
        <Button size="small" onClick={() => void setTradingState('global', 'active')}>
          Resume all accounts
        </Button>
      )}
      {(hasFailed || !isHeld) && (isAccountHeld || !areAllHeld) && (
        <Button size="small" disabled={isKilling} onClick={() => void resumeTrading()}>
          Resume trading
        </Button>
      )}
    </>
  )
}
