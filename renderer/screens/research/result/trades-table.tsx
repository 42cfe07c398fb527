import { useMemo } from 'react'
import type { BacktestDocument, BacktestTrade } from '../../../../app/contract/backtest-document.ts'
import type { DataColumn } from '../../../components/data-column.ts'
import { DataTable } from '../../../components/data-table.tsx'
import { SideWord } from '../../../components/side-word.tsx'
import { SignedAmount } from '../../../components/signed-amount.tsx'
import { formatDecimal, formatMoney, formatQuantity } from '../../../format/decimal.ts'
import { formatMinute } from '../../../format/time.ts'
import { sentence } from '../../../format/words.ts'

type Row = BacktestTrade & { readonly id: string; readonly profit: string | null }

type TradesTableProps = {
  readonly document: BacktestDocument
  readonly quote: string
  readonly priceDecimals: number
}

/** Every trade with its reason, and with what its round trip brought where it ended one. */
export function TradesTable({ document, quote, priceDecimals }: TradesTableProps) {
  const rows = useMemo(() => rowsOf(document), [document])
  const columns = useMemo(() => columnsOf(quote, priceDecimals), [quote, priceDecimals])
  return (
    <DataTable
      label="Trades"
      columns={columns}
      rows={rows}
      rowId={(row) => row.id}
      empty={{
        title: 'It never traded.',
        hint: 'Its conditions were not met once in these candles. Try more of them, or other parameters.',
      }}
    />
  )
}

function rowsOf({ trades, roundTrips }: BacktestDocument): readonly Row[] {
  const profits = new Map(roundTrips.map(({ closedAt, profit }) => [closedAt, profit]))
  return trades.map((trade, index) => ({
    ...trade,
    id: String(index),
    profit: trade.side === 'sell' ? (profits.get(trade.time) ?? null) : null,
  }))
}

function columnsOf(quote: string, priceDecimals: number): DataColumn<Row>[] {
  return [
    {
      id: 'time',
      header: 'Time (UTC)',
      meta: { width: '128px' },
      cell: ({ row }) => formatMinute(row.original.time).replace(' UTC', ''),
    },
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
