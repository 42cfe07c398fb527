import { Link2, Unlink } from 'lucide-react'
import { useState } from 'react'
import type { AuditEntryView, RiskView } from '../../../app/contract/risk-view.ts'
import type { DataColumn } from '../../components/data-column.ts'
import { DataTable } from '../../components/data-table.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { formatExactTime } from '../../format/time.ts'

const ACTOR_WORDS: Readonly<Record<AuditEntryView['actor'], string>> = {
  window: 'Window',
  tray: 'Tray',
  shortcut: 'Shortcut',
  'command-line': 'Command line',
  engine: 'Engine',
}

const COLUMNS: DataColumn<AuditEntryView>[] = [
  {
    id: 'time',
    header: 'Time',
    meta: { width: '208px' },
    cell: ({ row }) => formatExactTime(row.original.time),
  },
  {
    id: 'actor',
    header: 'Who',
    meta: { width: '120px' },
    cell: ({ row }) => ACTOR_WORDS[row.original.actor],
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
export function AuditTable({ risk: { audit, auditVerdicts } }: { readonly risk: RiskView }) {
  const [actor, setActor] = useState('')
  const [words, setWords] = useState('')
  const shown = audit.filter((entry) => isWanted(entry, actor, words))
  return (
    <div className="flex h-full flex-col bg-panel">
      <Verdicts verdicts={auditVerdicts} />
      <div className="flex shrink-0 items-end gap-4 px-6 pb-3">
        <SelectField label="Who" options={ACTORS} value={actor} onChange={setActor} />
        <div className="w-72">
          <TextField
            label="Containing"
            placeholder="a limit, a breaker, a reason"
            value={words}
            onChange={setWords}
          />
        </div>
        <p className="pb-2 text-ink-soft text-small">
          {shown.length} of the newest {audit.length}. All of them:{' '}
          <span className="select-all font-mono text-tiny">cryptobot audit --json</span>
        </p>
      </div>
      <div className="min-h-0 flex-1 px-4">
        <DataTable
          label="Audit log"
          columns={COLUMNS}
          rows={shown}
          rowId={(entry) => String(entry.id)}
          empty={audit.length === 0 ? NOTHING_YET : NOTHING_FOUND}
        />
      </div>
    </div>
  )
}

const ACTORS = [
  { value: '', label: 'Everybody' },
  ...Object.entries(ACTOR_WORDS).map(([value, label]) => ({ value, label })),
]

const NOTHING_YET = {
  title: 'Nothing was changed yet.',
  hint: 'Changed limits and settings, tripped and reset breakers, halts and their reasons are recorded here, and cannot be altered unnoticed.',
}
const NOTHING_FOUND = {
  title: 'No entry is like that.',
  hint: 'Choose everybody, or search for fewer words.',
}

function isWanted(entry: AuditEntryView, actor: string, words: string): boolean {
  if (actor !== '' && entry.actor !== actor) return false
  const text = `${entry.action} ${entry.subject} ${entry.detail}`.toLowerCase()
  return text.includes(words.trim().toLowerCase())
}

function Verdicts({ verdicts }: { readonly verdicts: RiskView['auditVerdicts'] }) {
  const broken = verdicts.filter(({ isIntact }) => !isIntact)
  return broken.length === 0 ? (
    <p className="flex shrink-0 items-center gap-2 px-6 py-3 text-ink-soft">
      <Link2 aria-hidden="true" size={15} />
      Intact: every entry is chained to the one before it, and none is altered or missing.
    </p>
  ) : (
    <div role="alert" className="mb-3 flex shrink-0 items-start gap-2 bg-danger-tint px-6 py-3">
      <Unlink aria-hidden="true" size={15} className="mt-0.5 shrink-0 text-danger" />
      <div>
        {broken.map(({ name, text }) => (
          <p key={name}>
            <strong className="font-strong">{name}</strong> is {text}.
          </p>
        ))}
        <p className="text-small">
          Somebody changed the database outside of Cryptobot, or an older copy was put back. After a
          backup was restored, <span className="font-mono text-tiny">cryptobot audit accept</span>{' '}
          makes it the one to check from now on.
        </p>
      </div>
    </div>
  )
}
