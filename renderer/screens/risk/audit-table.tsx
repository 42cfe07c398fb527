import { Link2, Unlink } from 'lucide-react'
import type { AuditEntryView, RiskView } from '../../../app/contract/risk-view.ts'
import type { DataColumn } from '../../components/data-column.ts'
import { DataTable } from '../../components/data-table.tsx'
import { formatExactTime } from '../../format/time.ts'

const COLUMNS: DataColumn<AuditEntryView>[] = [
  {
    id: 'time',
    header: 'Time',
    meta: { width: '176px' },
    cell: ({ row }) => formatExactTime(row.original.time),
  },
  {
    id: 'actor',
    header: 'Who',
    meta: { width: '120px' },
    cell: ({ row }) => <span title={row.original.actor}>{row.original.actor}</span>,
  },
  {
    id: 'action',
    header: 'Did what',
    meta: { width: '160px' },
    cell: ({ row }) => <span title={row.original.action}>{row.original.action}</span>,
  },
  {
    id: 'subject',
    header: 'To what',
    meta: { width: '200px' },
    cell: ({ row }) => <span title={row.original.subject}>{row.original.subject}</span>,
  },
  {
    id: 'detail',
    header: 'In detail',
    meta: { width: 'minmax(320px, 1fr)' },
    cell: ({ row }) => <span title={row.original.detail}>{row.original.detail}</span>,
  },
]

/** Who changed what and why, the newest first, with whether anything of it was tampered with. */
export function AuditTable({ risk: { audit, isAuditIntact } }: { readonly risk: RiskView }) {
  return (
    <div className="flex h-full flex-col bg-panel">
      <Intactness isIntact={isAuditIntact} />
      <div className="min-h-0 flex-1 px-4">
        <DataTable
          label="Audit log"
          columns={COLUMNS}
          rows={audit}
          rowId={(entry) => String(entry.id)}
          empty={{
            title: 'Nothing was changed yet.',
            hint: 'Changed limits, tripped and reset breakers, halts and their reasons are recorded here, and cannot be altered unnoticed.',
          }}
        />
      </div>
    </div>
  )
}

function Intactness({ isIntact }: { readonly isIntact: boolean }) {
  return isIntact ? (
    <p className="flex shrink-0 items-center gap-2 px-6 py-3 text-ink-soft">
      <Link2 aria-hidden="true" size={15} />
      Intact: every entry is chained to the one before it, and none is altered or missing.
    </p>
  ) : (
    <p role="alert" className="flex shrink-0 items-center gap-2 bg-danger-tint px-6 py-3">
      <Unlink aria-hidden="true" size={15} className="shrink-0 text-danger" />
      <strong className="font-strong text-danger">Not intact.</strong>
      An entry was altered or is missing: somebody changed the database outside of Cryptobot.
    </p>
  )
}
