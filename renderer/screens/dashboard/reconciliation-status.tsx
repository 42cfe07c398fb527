import { CircleCheck, CircleDashed, TriangleAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { ReconciliationView } from '../../../app/contract/engine-view.ts'
import { reconcileNow } from '../../actions/trading.ts'
import { Button } from '../../components/button.tsx'
import { classNames } from '../../components/class-names.ts'
import { useWallClock } from '../../components/use-wall-clock.ts'
import { formatExactTime, formatRelativeTime } from '../../format/time.ts'
import { useEngine } from '../../stores/engine-store.ts'

const SECOND_MS = 1_000
/** An exchange that does not answer takes longer; its trouble is shown then. */
const ASKING_MS_MAX = 15_000

/** Whether our record was held against the exchange's, and when. */
export function ReconciliationStatus() {
  const view = useEngine(({ status }) => status.reconciliation)
  const isSimulated = useEngine(({ account }) => account.speed !== null) ?? false
  const [asked, setAsked] = useState<ReconciliationView | null>(null)
  const isAsking = asked !== null && asked === view
  useEffect(() => {
    if (asked === null) return
    const timer = setTimeout(() => setAsked(null), ASKING_MS_MAX)
    return () => clearTimeout(timer)
  }, [asked])
  if (view === null) return null
  const ask = async () => {
    setAsked(view)
    if (!(await reconcileNow())) setAsked(null)
  }
  const isBusy = isAsking || (!view.isReconciled && view.trouble === '')
  return (
    <div className="flex min-w-0 items-center gap-2 text-small">
      <p role="status" aria-label="Reconciliation" className="min-w-0 truncate">
        {isBusy ? <Reconciling /> : <Reconciled view={view} isSimulated={isSimulated} />}
      </p>
      <Button
        variant="quiet"
        size="small"
        disabled={isBusy}
        title="Holds our orders, fills and balances against the exchange's now"
        onClick={() => void ask()}
      >
        Reconcile now
      </Button>
    </div>
  )
}

function Reconciling() {
  return (
    <span className="text-ink-soft">
      <CircleDashed aria-hidden="true" size={13} className="mr-1.5 inline align-[-2px]" />
      Reconciling…
    </span>
  )
}

type ReconciledProps = { readonly view: ReconciliationView; readonly isSimulated: boolean }

/** A simulated market has a time of its own, by which "12 s ago" would mislead. */
function Reconciled({ view, isSimulated }: ReconciledProps) {
  const now = useWallClock(SECOND_MS, !isSimulated)
  const { reconciledAt, trouble } = view
  const isWell = trouble === ''
  const Icon = isWell ? CircleCheck : TriangleAlert
  const ago =
    reconciledAt === null
      ? 'Not reconciled yet'
      : isSimulated
        ? 'Reconciled'
        : `Reconciled ${formatRelativeTime(reconciledAt, now)}`
  return (
    <span
      title={
        reconciledAt === null
          ? trouble
          : `Orders, fills and balances equal the exchange's as of ${formatExactTime(reconciledAt)}. ${trouble}`
      }
      className={classNames(isWell ? 'text-ink-soft' : 'text-attention')}
    >
      <Icon aria-hidden="true" size={13} className="mr-1.5 inline align-[-2px]" />
      {ago}
      {!isWell && ` · ${trouble}`}
    </span>
  )
}
