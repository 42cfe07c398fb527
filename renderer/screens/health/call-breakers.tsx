import type { CallBreakerView, HealthView } from '../../../app/contract/health-view.ts'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { LevelMark } from '../../components/level-mark.tsx'
import { PlainTable } from '../../components/plain-table.tsx'
import { TimeText } from '../../components/time-text.tsx'
import { useWallClock } from '../../components/use-wall-clock.ts'

const STATES = {
  closed: { level: 'well', words: 'sent' },
  'half-open': { level: 'attention', words: 'one is tried' },
  open: { level: 'danger', words: 'held back' },
} as const satisfies Record<CallBreakerView['state'], unknown>

const COLUMNS = [
  { header: 'Exchange', cell: ({ exchangeId }: CallBreakerView) => exchangeId },
  { header: 'Calls', cell: ({ calls }: CallBreakerView) => calls },
  { header: 'State', cell: (breaker: CallBreakerView) => <State breaker={breaker} /> },
  { header: 'Why', cell: ({ reason }: CallBreakerView) => reason || '–' },
]

/** Which calls to the exchange are sent, and which wait until it answers again. */
export function CallBreakers({ breakers }: { readonly breakers: HealthView['callBreakers'] }) {
  return (
    <Card title="Calls to the exchange">
      {breakers.length === 0 ? (
        <EmptyState
          title="No exchange is called."
          hint="Where orders go to a real exchange, each kind of call is held back here while it fails. Cancels never are."
        />
      ) : (
        <PlainTable
          label="Calls to the exchange"
          columns={COLUMNS}
          rows={breakers}
          rowId={({ exchangeId, calls }) => `${exchangeId} ${calls}`}
        />
      )}
    </Card>
  )
}

function State({ breaker: { state, since } }: { readonly breaker: CallBreakerView }) {
  const now = useWallClock(1_000)
  const { level, words } = STATES[state]
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap">
      <LevelMark level={level} />
      {words}
      {since !== null && state !== 'closed' && (
        <span className="text-ink-soft">
          <TimeText timeMs={since} nowMs={now} />
        </span>
      )}
    </span>
  )
}
