import type { DecisionView } from '../../../app/contract/engine-view.ts'
import { MANUAL_BOT } from '../../../app/contract/manual-bot.ts'
import { classNames } from '../../components/class-names.ts'
import type { DataColumn } from '../../components/data-column.ts'
import { DataTable } from '../../components/data-table.tsx'
import { DECISION_WORDS } from '../../format/words.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { RowTime } from './row-time.tsx'
import { useNewestFirst } from './use-newest-first.ts'

const COLUMNS: DataColumn<DecisionView>[] = [
  {
    id: 'time',
    header: 'Time',
    meta: { width: '100px' },
    cell: ({ row }) => <RowTime timeMs={row.original.time} />,
  },
  {
    id: 'bot',
    header: 'Bot',
    meta: { width: '104px' },
    cell: ({ row }) => <BotName botId={row.original.botId} />,
  },
  {
    id: 'kind',
    header: 'Decision',
    meta: { width: '80px' },
    cell: ({ row }) => <KindWord kind={row.original.kind} />,
  },
  {
    id: 'reason',
    header: 'Why',
    meta: { width: 'minmax(200px, 5fr)' },
    cell: ({ row }) => <Sentence text={row.original.reason} />,
  },
  {
    id: 'detail',
    header: 'Detail',
    meta: { width: 'minmax(160px, 4fr)' },
    cell: ({ row }) => <Sentence text={row.original.detail} isSoft />,
  },
]

/** "Why did it, why didn't it." */
export function DecisionsTable() {
  const rows = useNewestFirst((snapshot) => snapshot.decisions)
  return (
    <DataTable
      label="Decisions"
      columns={COLUMNS}
      rows={rows}
      rowId={(decision) => String(decision.id)}
      empty={{
        title: 'No decision yet.',
        hint: 'Each closed candle adds a line here: what the bot did, or why it did nothing. Start a bot to see the first one.',
      }}
    />
  )
}

const KIND_COLOURS: Readonly<Record<DecisionView['kind'], string>> = {
  watching: 'text-ink-soft',
  enter: 'font-strong text-ink',
  exit: 'font-strong text-ink',
  refused: 'font-strong text-attention',
  blocked: 'font-strong text-attention',
  state: 'text-ink',
}

function KindWord({ kind }: { readonly kind: DecisionView['kind'] }) {
  return <span className={KIND_COLOURS[kind]}>{DECISION_WORDS[kind]}</span>
}

function Sentence({ text, isSoft }: { readonly text: string; readonly isSoft?: boolean }) {
  return (
    <span title={text} className={classNames(isSoft && 'text-ink-soft')}>
      {text}
    </span>
  )
}

function BotName({ botId }: { readonly botId: string }) {
  const name = useEngine(({ status }) => status.bots.find((bot) => bot.id === botId)?.name)
  return name ?? (botId === MANUAL_BOT ? 'by hand' : botId)
}
