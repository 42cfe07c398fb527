import { useMemo } from 'react'
import type { ClosedPositionView } from '../../../app/contract/records.ts'
import { request } from '../../api/request.ts'
import type { DataColumn } from '../../components/data-column.ts'
import { DataTable } from '../../components/data-table.tsx'
import { LoadingScreen } from '../../components/loading-screen.tsx'
import { SignedAmount } from '../../components/signed-amount.tsx'
import { useAnswer } from '../../components/use-answer.ts'
import { formatMoney } from '../../format/decimal.ts'
import { durationWords } from '../../format/duration.ts'
import { counted } from '../../format/words.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { RowTime } from '../dashboard/row-time.tsx'
import { HolderName } from './holder-name.tsx'
import { quoteOfSymbol } from './price-text.tsx'
import type { Filter } from './record-filter.ts'

const COLUMNS: DataColumn<ClosedPositionView>[] = [
  {
    id: 'closed',
    header: 'Closed',
    meta: { width: '112px' },
    cell: ({ row }) => <RowTime timeMs={row.original.closedAt} />,
  },
  {
    id: 'bot',
    header: 'Bot',
    meta: { width: 'minmax(112px, 1fr)' },
    cell: ({ row }) => <HolderName botId={row.original.botId} />,
  },
  {
    id: 'symbol',
    header: 'Market',
    meta: { width: 'minmax(96px, 0.6fr)' },
    cell: ({ row }) => row.original.symbol,
  },
  {
    id: 'held',
    header: 'Held for',
    meta: { width: 'minmax(96px, 0.6fr)', align: 'right' },
    cell: ({ row }) => durationWords(row.original.closedAt - row.original.openedAt),
  },
  {
    id: 'cost',
    header: 'Paid',
    meta: { width: 'minmax(112px, 0.8fr)', align: 'right' },
    cell: ({ row }) => formatMoney(row.original.cost, quoteOfSymbol(row.original.symbol)),
  },
  {
    id: 'profit',
    header: 'Result, after fees',
    meta: { width: 'minmax(176px, 1fr)', align: 'right' },
    cell: ({ row }) => (
      <SignedAmount
        amount={row.original.profit}
        percent={row.original.profitPercent}
        currency={quoteOfSymbol(row.original.symbol)}
      />
    ),
  },
]

/** What was bought and sold again, and what came of it. */
export function ClosedPage({ filter }: { readonly filter: Filter }) {
  // Another fill may have closed one more: it is asked again.
  const newestFill = useEngine(({ fills }) => fills.at(-1)?.fillId)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new fill makes it a new question.
  const ask = useMemo(() => () => request('loadClosedPositions', null), [newestFill])
  const [closed] = useAnswer(ask)
  if (closed.kind === 'failed') return <LoadingScreen title="Closed" problem={closed.problem} />
  const all = closed.kind === 'ready' ? closed.value : { positions: [], count: 0 }
  const { botId, symbol, from } = filter
  const rows = all.positions.filter(
    (one) =>
      (botId === null || one.botId === botId) &&
      (symbol === null || one.symbol === symbol) &&
      (from === null || one.closedAt >= from),
  )
  return (
    <div className="flex h-full flex-col">
      <Sum rows={rows} count={all.count} />
      <div className="min-h-0 flex-1">
        <DataTable
          label="Closed positions"
          columns={COLUMNS}
          rows={rows}
          rowId={({ botId: bot, symbol: market, openedAt, closedAt }) =>
            `${bot} ${market} ${openedAt} ${closedAt}`
          }
          empty={{
            title: closed.kind === 'loading' ? 'Reading fills…' : 'Nothing was closed.',
            hint: 'A position is closed when all that was bought is sold again. Its result is here then, fees taken off.',
          }}
        />
      </div>
    </div>
  )
}

type SumProps = { readonly rows: readonly ClosedPositionView[]; readonly count: number }

function Sum({ rows, count }: SumProps) {
  const won = rows.filter(({ profit }) => Number(profit) > 0).length
  if (rows.length === 0) return null
  const beyond = count > rows.length ? ` of ${count}` : ''
  return (
    <p className="border-line border-b bg-panel px-4 py-2 text-small text-ink-soft">
      {counted(rows.length, 'position')}
      {beyond}, {won} with a gain
    </p>
  )
}
