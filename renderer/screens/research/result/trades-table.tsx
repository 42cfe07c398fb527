import { useCallback, useMemo, useState } from 'react'
import { type ResultTrade, TRADES_PAGE } from '../../../../app/contract/research.ts'
import { request } from '../../../api/request.ts'
import { Button } from '../../../components/button.tsx'
import type { DataColumn } from '../../../components/data-column.ts'
import { DataTable } from '../../../components/data-table.tsx'
import { ProblemBox } from '../../../components/problem-box.tsx'
import { SideWord } from '../../../components/side-word.tsx'
import { SignedAmount } from '../../../components/signed-amount.tsx'
import { useAnswer } from '../../../components/use-answer.ts'
import { formatDecimal, formatMoney, formatQuantity } from '../../../format/decimal.ts'
import { formatMinute } from '../../../format/time.ts'
import { sentence } from '../../../format/words.ts'

type Row = ResultTrade & { readonly id: string }

type TradesTableProps = {
  readonly runId: string
  /** In all. */
  readonly count: number
  /** More than one where several markets were traded. */
  readonly symbols: readonly string[]
  readonly quote: string
  readonly priceDecimals: number
}

/** Every trade with its reason, and with what its round trip brought where it ended one; a page at a time. */
export function TradesTable({ runId, count, symbols, quote, priceDecimals }: TradesTableProps) {
  const [from, setFrom] = useState(0)
  const load = useCallback(() => request('loadTrades', { runId, from }), [runId, from])
  const [page] = useAnswer(load)
  const rows = useMemo(
    () => (page.kind === 'ready' ? page.value.map((row, index) => rowOf(row, from + index)) : []),
    [page, from],
  )
  const isOne = symbols.length === 1
  const columns = useMemo(
    () => columnsOf({ quote, priceDecimals, isOne }),
    [quote, priceDecimals, isOne],
  )
  if (page.kind === 'failed') return <ProblemBox problem={page.problem} />
  return (
    <div className="flex h-full flex-col">
      <div className="min-h-0 flex-1">
        <DataTable
          label="Trades"
          columns={columns}
          rows={rows}
          rowId={(row) => row.id}
          empty={page.kind === 'loading' ? LOADING : NEVER}
        />
      </div>
      {count > TRADES_PAGE && <Pager from={from} count={count} onPage={setFrom} />}
    </div>
  )
}

const LOADING = { title: 'Looking the trades up…', hint: '' }
const NEVER = {
  title: 'It never traded.',
  hint: 'Its conditions were not met once in these candles. Try more of them, or other parameters.',
}

type PagerProps = {
  readonly from: number
  readonly count: number
  readonly onPage: (from: number) => void
}

function Pager({ from, count, onPage }: PagerProps) {
  const whole = (value: number) => formatDecimal(String(value), 0)
  const last = Math.min(from + TRADES_PAGE, count)
  return (
    <nav
      aria-label="Pages of trades"
      className="flex items-center justify-end gap-2 border-line border-t px-3 py-1 text-small"
    >
      <span className="text-ink-soft">
        {whole(from + 1)} to {whole(last)} of {whole(count)}
      </span>
      <Button size="small" disabled={from === 0} onClick={() => onPage(from - TRADES_PAGE)}>
        Earlier
      </Button>
      <Button size="small" disabled={last === count} onClick={() => onPage(from + TRADES_PAGE)}>
        Later
      </Button>
    </nav>
  )
}

function rowOf(trade: ResultTrade, index: number): Row {
  return { ...trade, id: String(index) }
}

const SYMBOL: DataColumn<Row> = {
  id: 'symbol',
  header: 'Market',
  meta: { width: '96px' },
  cell: ({ row }) => row.original.symbol,
}

type Shown = {
  readonly quote: string
  readonly priceDecimals: number
  /** Whether all of them are of one market, which need not be named then. */
  readonly isOne: boolean
}

function columnsOf({ quote, priceDecimals, isOne }: Shown): DataColumn<Row>[] {
  return [
    {
      id: 'time',
      header: 'Time (UTC)',
      meta: { width: '148px' },
      cell: ({ row }) => formatMinute(row.original.time).replace(' UTC', ''),
    },
    ...(isOne ? [] : [SYMBOL]),
    {
      id: 'side',
      header: 'Side',
      meta: { width: '60px' },
      cell: ({ row }) => <SideWord side={row.original.side} />,
    },
    {
      id: 'price',
      header: 'Price',
      meta: { width: 'minmax(84px, 0.6fr)', align: 'right' },
      cell: ({ row }) => formatDecimal(row.original.price, priceDecimals),
    },
    {
      id: 'quantity',
      header: 'Quantity',
      meta: { width: 'minmax(92px, 0.6fr)', align: 'right' },
      cell: ({ row }) => formatQuantity(row.original.quantity),
    },
    {
      id: 'fee',
      header: `Fee (${quote})`,
      meta: { width: '88px', align: 'right' },
      cell: ({ row }) => formatMoney(row.original.fee, quote),
    },
    {
      id: 'profit',
      header: 'Profit',
      meta: { width: '108px', align: 'right' },
      cell: ({ row }) =>
        row.original.profit && <SignedAmount amount={row.original.profit} currency={quote} />,
    },
    {
      id: 'reason',
      header: 'Reason',
      meta: { width: 'minmax(200px, 2fr)' },
      cell: ({ row }) => (
        <span title={sentence(row.original.reason)}>{sentence(row.original.reason)}</span>
      ),
    },
  ]
}
