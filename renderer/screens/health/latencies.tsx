import type { HealthView } from '../../../app/contract/health-view.ts'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { PlainTable } from '../../components/plain-table.tsx'
import { durationWords } from '../../format/duration.ts'

type Latency = HealthView['latencies'][number]

const COLUMNS = [
  {
    header: 'Operation',
    cell: ({ operation }: Latency) => <span className="font-mono text-tiny">{operation}</span>,
  },
  { header: 'Count', isNumber: true, cell: ({ count }: Latency) => String(count) },
  {
    header: 'Errors',
    isNumber: true,
    cell: ({ errors }: Latency) =>
      errors === 0 ? '0' : <span className="text-attention">{errors}</span>,
  },
  { header: 'Usually', isNumber: true, cell: ({ p50 }: Latency) => durationWords(p50) },
  { header: '99 of 100', isNumber: true, cell: ({ p99 }: Latency) => durationWords(p99) },
  { header: 'Longest', isNumber: true, cell: ({ max }: Latency) => durationWords(max) },
]

/** How long what is done took, since the start. */
export function Latencies({ latencies }: { readonly latencies: HealthView['latencies'] }) {
  return (
    <Card title="How long things take">
      {latencies.length === 0 ? (
        <EmptyState
          title="Nothing was measured yet."
          hint="Orders, commits and questions to the exchange appear here with their times once there are some."
        />
      ) : (
        <PlainTable
          label="Latencies"
          columns={COLUMNS}
          rows={latencies}
          rowId={({ operation }) => operation}
        />
      )}
    </Card>
  )
}
