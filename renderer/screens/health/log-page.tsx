import { FileText } from 'lucide-react'
import { useMemo, useState } from 'react'
import {
  LOG_LEVELS,
  LOG_PARTS,
  type LogLevel,
  type LogPart,
} from '../../../app/contract/log-words.ts'
import type { LogLine } from '../../../app/contract/logs.ts'
import { Button } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { classNames } from '../../components/class-names.ts'
import type { DataColumn } from '../../components/data-column.ts'
import { DataTable } from '../../components/data-table.tsx'
import { ProblemBox } from '../../components/problem-box.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { LEVEL_WORDS, PART_WORDS } from '../../format/log-words.ts'
import { formatExactTime } from '../../format/time.ts'
import { appStore } from '../../stores/app-store.ts'
import { layoutStore } from '../../stores/layout-store.ts'
import { DiagnosticsView } from './diagnostics-view.tsx'
import { useLog } from './use-log.ts'

type Part = LogPart | 'all'

const PARTS = [
  { value: 'all' as Part, label: 'Every part' },
  ...LOG_PARTS.map((part) => ({ value: part as Part, label: PART_WORDS[part] })),
]
const LEVELS = LOG_LEVELS.map((level) => ({ value: level, label: LEVEL_WORDS[level].filter }))

/** What Cryptobot writes down while it runs, the newest first. */
export function LogPage() {
  const [part, setPart] = useState<Part>('all')
  const [level, setLevel] = useState<LogLevel>('debug')
  const [words, setWords] = useState('')
  const [isFollowing, setFollowing] = useState(true)
  const [isCollecting, setCollecting] = useState(false)
  const filter = useMemo(
    () => ({ parts: part === 'all' ? LOG_PARTS : [part], level, words }),
    [part, level, words],
  )
  const { lines, isLoading, problem, loadOlder } = useLog(filter, isFollowing)
  const columns = useMemo(() => columnsWith(setWords), [])
  if (isCollecting) return <DiagnosticsView onClose={() => setCollecting(false)} />
  return (
    <div className="flex h-full flex-col bg-panel">
      <div className="flex shrink-0 items-end gap-4 px-6 py-3">
        <SelectField label="Part" options={PARTS} value={part} onChange={setPart} />
        <SelectField label="Importance" options={LEVELS} value={level} onChange={setLevel} />
        <div className="w-72">
          <TextField
            label="Containing"
            placeholder="words, or the id of an order"
            value={words}
            onChange={setWords}
          />
        </div>
        <div className="pb-1.5">
          <Checkbox label="Follow" isChecked={isFollowing} onChange={setFollowing} />
        </div>
        <span className="flex-1" />
        <Button onClick={() => setCollecting(true)}>
          <FileText aria-hidden="true" size={14} />
          Diagnostics…
        </Button>
      </div>
      <div className="min-h-0 flex-1 px-4">
        {problem === null ? (
          <DataTable
            label="Log"
            columns={columns}
            rows={lines}
            rowId={(line) => line.id}
            empty={isLoading ? LOADING : NOTHING_FOUND}
            onEnd={loadOlder}
          />
        ) : (
          <ProblemBox problem={problem} />
        )}
      </div>
    </div>
  )
}

const LOADING = { title: 'Reading the log…', hint: 'It is looked through from its end.' }
const NOTHING_FOUND = {
  title: 'No line is like that.',
  hint: 'Choose every part, or search for fewer words. What is written at all is set under Settings.',
}

function columnsWith(onOrder: (clientOrderId: string) => void): DataColumn<LogLine>[] {
  return [
    {
      id: 'time',
      header: 'Time',
      meta: { width: '208px' },
      cell: ({ row }) => formatExactTime(row.original.time),
    },
    {
      id: 'level',
      header: 'Level',
      meta: { width: '80px' },
      cell: ({ row }) => <Level level={row.original.level} />,
    },
    {
      id: 'part',
      header: 'Part',
      meta: { width: '96px' },
      cell: ({ row }) => PART_WORDS[row.original.part],
    },
    {
      id: 'text',
      header: 'What happened',
      meta: { width: 'minmax(320px, 1fr)' },
      cell: ({ row }) => <span title={row.original.text}>{row.original.text}</span>,
    },
    {
      id: 'order',
      header: 'Order',
      meta: { width: '264px' },
      cell: ({ row }) => <OrderLinks id={row.original.clientOrderId} onOrder={onOrder} />,
    },
  ]
}

function Level({ level }: { readonly level: LogLevel }) {
  const { word, tone } = LEVEL_WORDS[level]
  return <span className={classNames(tone, level === 'error' && 'font-strong')}>{word}</span>
}

type OrderLinksProps = {
  readonly id: string | null
  readonly onOrder: (clientOrderId: string) => void
}

/** To all that was written about an order, and to the order itself. */
function OrderLinks({ id, onOrder }: OrderLinksProps) {
  if (id === null) return null
  const show = () => {
    layoutStore.getState().showTab('orders')
    appStore.getState().open('dashboard')
  }
  return (
    <span className="flex items-baseline gap-2">
      <button
        type="button"
        title={`All lines about ${id}`}
        className="truncate font-mono text-tiny underline decoration-line-strong underline-offset-2 hover:decoration-ink"
        onClick={() => onOrder(id)}
      >
        {id}
      </button>
      <button
        type="button"
        aria-label={`Show ${id} among the orders`}
        className="shrink-0 text-tiny text-ink-soft hover:text-ink"
        onClick={show}
      >
        Orders
      </button>
    </span>
  )
}
