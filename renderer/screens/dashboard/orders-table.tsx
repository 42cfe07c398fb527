import type { OrderView } from '../../../app/contract/engine-view.ts'
import type { DataColumn } from '../../components/data-column.ts'
import { DataTable } from '../../components/data-table.tsx'
import { SideWord } from '../../components/side-word.tsx'
import { formatDecimal, formatQuantity } from '../../format/decimal.ts'
import { ORDER_STATE_WORDS } from '../../format/words.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { RowTime } from './row-time.tsx'
import { useNewestFirst } from './use-newest-first.ts'

const COLUMNS: DataColumn<OrderView>[] = [
  {
    id: 'time',
    header: 'Time',
    meta: { width: '100px' },
    cell: ({ row }) => <RowTime timeMs={row.original.createdAt} />,
  },
  {
    id: 'side',
    header: 'Side',
    meta: { width: '60px' },
    cell: ({ row }) => <SideWord side={row.original.side} />,
  },
  {
    id: 'type',
    header: 'Type',
    meta: { width: '104px' },
    cell: ({ row }) => `${row.original.type} · ${row.original.purpose}`,
  },
  {
    id: 'quantity',
    header: 'Quantity',
    meta: { width: '100px', align: 'right' },
    cell: ({ row }) => formatQuantity(row.original.quantity),
  },
  {
    id: 'filled',
    header: 'Filled',
    meta: { width: '100px', align: 'right' },
    cell: ({ row }) => formatQuantity(row.original.filled),
  },
  {
    id: 'price',
    header: 'Average price',
    meta: { width: '108px', align: 'right' },
    cell: ({ row }) => <Price price={row.original.averagePrice ?? row.original.limitPrice} />,
  },
  {
    id: 'state',
    header: 'State',
    meta: { width: '96px' },
    cell: ({ row }) => <StateWord state={row.original.state} />,
  },
  {
    id: 'note',
    header: 'Note',
    meta: { width: 'minmax(120px, 1fr)' },
    cell: ({ row }) => <span title={row.original.note ?? ''}>{row.original.note}</span>,
  },
  {
    id: 'id',
    header: 'Order id',
    meta: { width: '148px' },
    cell: ({ row }) => (
      <span className="font-mono text-tiny text-ink-soft" title={row.original.clientOrderId}>
        {row.original.clientOrderId}
      </span>
    ),
  },
]

export function OrdersTable() {
  const rows = useNewestFirst((snapshot) => snapshot.orders)
  return (
    <DataTable
      label="Orders"
      columns={COLUMNS}
      rows={rows}
      rowId={(order) => order.intentId}
      empty={{
        title: 'No order yet.',
        hint: 'An order appears here the moment a running bot decides to buy or sell and the risk rules allow it.',
      }}
    />
  )
}

const STATE_COLOURS: Readonly<Record<OrderView['state'], string>> = {
  waiting: 'text-ink-soft',
  submitting: 'text-ink',
  unresolved: 'font-strong text-attention',
  open: 'text-ink',
  'partially-filled': 'text-ink',
  filled: 'text-ink',
  cancelled: 'text-ink-soft',
  rejected: 'font-strong text-danger',
  absent: 'text-ink-soft',
}

function StateWord({ state }: { readonly state: OrderView['state'] }) {
  return <span className={STATE_COLOURS[state]}>{ORDER_STATE_WORDS[state]}</span>
}

function Price({ price }: { readonly price: string | null }) {
  const decimals = useEngine(({ account }) => account.priceDecimals) ?? 2
  return price === null ? '–' : formatDecimal(price, decimals)
}
