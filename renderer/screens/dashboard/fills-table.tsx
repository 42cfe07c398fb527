import type { FillView } from '../../../app/contract/engine-view.ts'
import type { DataColumn } from '../../components/data-column.ts'
import { DataTable } from '../../components/data-table.tsx'
import { SideWord } from '../../components/side-word.tsx'
import { formatDecimal, formatMoney, formatQuantity } from '../../format/decimal.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { RowTime } from './row-time.tsx'
import { useNewestFirst } from './use-newest-first.ts'

export const FILL_COLUMNS: DataColumn<FillView>[] = [
  {
    id: 'time',
    header: 'Time',
    meta: { width: '100px' },
    cell: ({ row }) => <RowTime timeMs={row.original.time} />,
  },
  {
    id: 'side',
    header: 'Side',
    meta: { width: '60px' },
    cell: ({ row }) => <SideWord side={row.original.side} />,
  },
  {
    id: 'quantity',
    header: 'Quantity',
    meta: { width: 'minmax(96px, 1fr)', align: 'right' },
    cell: ({ row }) => formatQuantity(row.original.quantity),
  },
  {
    id: 'price',
    header: 'Price',
    meta: { width: 'minmax(96px, 1fr)', align: 'right' },
    cell: ({ row }) => <Price price={row.original.price} />,
  },
  {
    id: 'cost',
    header: 'Cost',
    meta: { width: 'minmax(104px, 1fr)', align: 'right' },
    cell: ({ row }) => <Cost cost={row.original.cost} />,
  },
  {
    id: 'fee',
    header: 'Fee',
    meta: { width: 'minmax(112px, 1fr)', align: 'right' },
    cell: ({ row }) => `${formatQuantity(row.original.fee)} ${row.original.feeCurrency}`,
  },
  {
    id: 'liquidity',
    header: 'Liquidity',
    meta: { width: '88px', align: 'right' },
    cell: ({ row }) => row.original.liquidity,
  },
  {
    id: 'id',
    header: 'Order id',
    meta: { width: 'minmax(148px, 1fr)', align: 'right' },
    cell: ({ row }) => (
      <span className="font-mono text-tiny text-ink-soft" title={row.original.clientOrderId}>
        {row.original.clientOrderId}
      </span>
    ),
  },
]

export function FillsTable() {
  const rows = useNewestFirst((snapshot) => snapshot.fills)
  return (
    <DataTable
      label="Fills"
      columns={FILL_COLUMNS}
      rows={rows}
      rowId={(fill) => fill.fillId}
      empty={{
        title: 'No fill yet.',
        hint: 'Each execution of an order appears here with its price and fee, and as an arrow on the chart.',
      }}
    />
  )
}

function Price({ price }: { readonly price: string }) {
  const decimals = useEngine(({ account }) => account.priceDecimals) ?? 2
  return formatDecimal(price, decimals)
}

function Cost({ cost }: { readonly cost: string }) {
  const quote = useEngine(({ account }) => account.quote) ?? ''
  return formatMoney(cost, quote)
}
