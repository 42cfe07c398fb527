import { TriangleAlert } from 'lucide-react'
import { formatQuantity } from '../../format/decimal.ts'
import { appStore } from '../../stores/app-store.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { layoutStore } from '../../stores/layout-store.ts'
import { Button } from '../button.tsx'
import { Banner } from './banner.tsx'

/** Money may be at risk, and nobody knows yet. */
export function UnresolvedBanner() {
  const orders = useEngine((snapshot) => snapshot.orders)
  const unresolved = orders?.filter(({ state }) => state === 'unresolved') ?? []
  const [first] = unresolved
  if (first === undefined) return null
  const show = () => {
    appStore.getState().open('dashboard')
    layoutStore.getState().showTab('orders')
  }
  return (
    <Banner kind="attention" label="Unresolved orders">
      <TriangleAlert aria-hidden="true" size={16} className="shrink-0 text-attention" />
      <p className="min-w-0 flex-1">
        <strong className="font-strong">
          {unresolved.length === 1
            ? `Unresolved: ${first.side} ${formatQuantity(first.quantity)} ${first.symbol}.`
            : `${unresolved.length} orders are unresolved.`}
        </strong>{' '}
        Sent, and no clear answer came.{' '}
        <span className="text-ink-soft">
          Cryptobot asks the exchange every 2 s and does not send again; what it may cost stays
          reserved.
        </span>
      </p>
      <Button size="small" onClick={show}>
        Show orders
      </Button>
    </Banner>
  )
}
