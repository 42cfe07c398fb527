import { TriangleAlert } from 'lucide-react'
import { reconcileNow } from '../../actions/trading.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { Button } from '../button.tsx'
import { Banner } from './banner.tsx'

/** Only while it keeps everything from trading; the status below the chart tells the rest. */
export function ReconciliationBanner() {
  const view = useEngine(({ status }) => status.reconciliation)
  if (view === null || view.isReconciled || view.trouble === '') return null
  return (
    <Banner kind="attention" label="Reconciliation trouble">
      <TriangleAlert aria-hidden="true" size={16} className="shrink-0 text-attention" />
      <p className="min-w-0 flex-1">
        <strong className="font-strong">The account is not reconciled.</strong> {view.trouble}{' '}
        <span className="text-ink-soft">
          Nothing is sent until our record was held against the exchange's; Cryptobot keeps asking.
        </span>
      </p>
      <Button size="small" onClick={() => void reconcileNow()}>
        Try now
      </Button>
    </Banner>
  )
}
