import type { DecisionView } from '../../../app/contract/engine-view.ts'
import { MANUAL_BOT } from '../../../app/contract/manual-bot.ts'
import { Button } from '../../components/button.tsx'
import type { DataColumn } from '../../components/data-column.ts'
import { DataTable } from '../../components/data-table.tsx'
import { DECISION_WORDS } from '../../format/words.ts'
import { useDecision } from '../../stores/decision-store.ts'
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
    cell: ({ row }) => <Reason decision={row.original} />,
  },
  {
    id: 'detail',
    header: 'Detail',
    meta: { width: 'minmax(160px, 4fr)' },
    cell: ({ row }) => <span className="text-ink-soft">{row.original.detail}</span>,
  },
]

/** "Why did it, why didn't it." */
export function DecisionsTable() {
  const rows = useNewestFirst((snapshot) => snapshot.decisions)
  const chosen = useDecision((state) => state.chosen)
  return (
    <div className="flex h-full flex-col">
      <div className="min-h-0 flex-1">
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
      </div>
      {chosen !== null && <WholeDecision decision={chosen} />}
    </div>
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

/** In a row there is room for the beginning; a press shows all of it. */
function Reason({ decision }: { readonly decision: DecisionView }) {
  const isChosen = useDecision(({ chosen }) => chosen?.id === decision.id)
  const choose = useDecision((state) => state.choose)
  return (
    <button
      type="button"
      aria-expanded={isChosen}
      title="Show all of it"
      className="w-full truncate text-left hover:underline"
      onClick={() => choose(isChosen ? null : decision)}
    >
      {decision.reason}
    </button>
  )
}

function WholeDecision({ decision }: { readonly decision: DecisionView }) {
  const choose = useDecision((state) => state.choose)
  return (
    <section
      aria-label="The whole decision"
      className="flex max-h-32 items-start gap-4 overflow-y-auto border-line border-t bg-raised px-4 py-2 text-small"
    >
      <div className="min-w-0 flex-1 select-text">
        <p>
          <KindWord kind={decision.kind} /> · <BotName botId={decision.botId} /> · {decision.reason}
        </p>
        <p className="mt-1 break-words text-ink-soft">{decision.detail}</p>
      </div>
      <Button size="small" onClick={() => choose(null)}>
        Close
      </Button>
    </section>
  )
}

function BotName({ botId }: { readonly botId: string }) {
  const name = useEngine(({ status }) => status.bots.find((bot) => bot.id === botId)?.name)
  return name ?? (botId === MANUAL_BOT ? 'by hand' : botId)
}
