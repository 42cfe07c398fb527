import { useEffect, useRef, useState } from 'react'
import type { PositionView } from '../../../app/contract/engine-view.ts'
import type { KillSwitchView } from '../../../app/contract/risk-view.ts'
import { activateKillSwitch } from '../../actions/trading.ts'
import { formatQuantity } from '../../format/decimal.ts'
import { isCancelling, isWorking, MODE_PLACES } from '../../format/order-words.ts'
import { counted } from '../../format/words.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { Button } from '../button.tsx'

/** What can be done beyond the halt; selling is asked about once more, since it cannot be taken back. */
export function HaltOffers() {
  const working =
    useEngine(
      ({ orders }) => orders.filter((order) => isWorking(order) && !isCancelling(order)).length,
    ) ?? 0
  const positions = useEngine(({ status }) => status.portfolio.positions) ?? []
  const isSelling = useEngine(({ status }) => isAtWork(status.killSwitch, 'flatten')) ?? false
  const isTakingBack = useEngine(({ status }) => isAtWork(status.killSwitch, 'cancel')) ?? false
  const [isAsked, setAsked] = useState(false)
  if (isAsked && positions.length > 0 && !isSelling) {
    return <SellQuestion positions={positions} onClose={() => setAsked(false)} />
  }
  return (
    <>
      {working > 0 && !isTakingBack && (
        <Button
          size="small"
          title="Takes back every order that works, and shows it until the exchange has confirmed it"
          onClick={() => void activateKillSwitch({ cancelsAll: true, flattens: false })}
        >
          Cancel {counted(working, 'order')}
        </Button>
      )}
      {positions.length > 0 && !isSelling && (
        <Button size="small" onClick={() => setAsked(true)}>
          Sell everything…
        </Button>
      )}
    </>
  )
}

/** What was asked for already is not offered again until it is done or has failed. */
function isAtWork(killSwitch: KillSwitchView | null, wanted: 'cancel' | 'flatten'): boolean {
  const steps = killSwitch?.steps ?? []
  return steps.some(
    ({ kind, state }) => kind === wanted && (state === 'waiting' || state === 'running'),
  )
}

type SellQuestionProps = {
  readonly positions: readonly PositionView[]
  readonly onClose: () => void
}

function SellQuestion({ positions, onClose }: SellQuestionProps) {
  const mode = useEngine(({ account }) => account.mode) ?? 'demo'
  const keep = useRef<HTMLButtonElement>(null)
  useEffect(() => keep.current?.focus(), [])
  const sell = () => {
    onClose()
    void activateKillSwitch({ cancelsAll: true, flattens: true })
  }
  return (
    <>
      <span className="whitespace-nowrap">Cancel all orders and sell at the market?</span>
      <Button ref={keep} size="small" onClick={onClose}>
        Keep it
      </Button>
      <Button variant="mode" size="small" onClick={sell}>
        Sell {holdings(positions)} {MODE_PLACES[mode]}
      </Button>
    </>
  )
}

function holdings(positions: readonly PositionView[]): string {
  const [only] = positions
  if (only === undefined || positions.length > 1) return counted(positions.length, 'position')
  return `${formatQuantity(only.quantity)} ${only.symbol.split('/')[0]}`
}
