import type { OrderView } from '../../../app/contract/engine-view.ts'
import { cancelOrder } from '../../actions/trading.ts'
import type { DataColumn } from '../../components/data-column.ts'
import { DataTable } from '../../components/data-table.tsx'
import { OrderState } from '../../components/order-state.tsx'
import { SideWord } from '../../components/side-word.tsx'
import { formatDecimal, formatQuantity } from '../../format/decimal.ts'
import { isCancelling, isWorking, whereabouts } from '../../format/order-words.ts'
import { formatExactTime } from '../../format/time.ts'
import { isChangeable, ticketLike } from '../../forms/replacing-ticket.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { useTicket } from '../../stores/ticket-store.ts'
import { RowTime } from './row-time.tsx'
import { useNewestFirst } from './use-newest-first.ts'

export const ORDER_COLUMNS: DataColumn<OrderView>[] = [
  {
    id: 'time',
    header: 'Time',
    meta: { width: '88px' },
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
    meta: { width: '84px' },
    cell: ({ row }) => <span title={`to ${row.original.purpose}`}>{row.original.type}</span>,
  },
  {
    id: 'filled',
    header: 'Filled',
    meta: { width: '128px', align: 'right' },
    cell: ({ row }) => <Filled order={row.original} />,
  },
  {
    id: 'price',
    header: 'Price',
    meta: { width: '92px', align: 'right' },
    cell: ({ row }) => <Price order={row.original} />,
  },
  {
    id: 'state',
    header: 'State',
    meta: { width: '108px' },
    cell: ({ row }) => <OrderState order={row.original} />,
  },
  {
    id: 'cancel',
    header: '',
    meta: { width: '144px' },
    cell: ({ row }) => (
      <span className="flex gap-1.5">
        <CancelButton order={row.original} />
        <ChangeButton order={row.original} />
      </span>
    ),
  },
  {
    id: 'whereabouts',
    header: 'What is happening',
    meta: { width: 'minmax(120px, 1fr)' },
    cell: ({ row }) => <Happening order={row.original} />,
  },
  {
    id: 'id',
    header: 'Order id',
    meta: { width: 'minmax(48px, 0.4fr)' },
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
      columns={ORDER_COLUMNS}
      rows={rows}
      rowId={(order) => order.intentId}
      empty={{
        title: 'No order yet.',
        hint: 'An order appears here the moment a running bot decides to buy or sell, or you place one by hand.',
      }}
    />
  )
}

function Filled({ order: { filled, quantity } }: { readonly order: OrderView }) {
  return (
    <>
      <span className="text-ink-soft">{formatQuantity(filled)} of </span>
      {formatQuantity(quantity)}
    </>
  )
}

/** What was paid, or what was asked for: the limit, and the trigger before it. */
function Price({ order }: { readonly order: OrderView }) {
  const decimals = useEngine(({ account }) => account.priceDecimals) ?? 2
  const { averagePrice, limitPrice, triggerPrice, trailingPercent } = order
  const price = averagePrice ?? limitPrice ?? triggerPrice
  if (price === null) return '–'
  const trigger = triggerPrice && `Trigger ${formatDecimal(triggerPrice, decimals)}`
  const limit = limitPrice && `Limit ${formatDecimal(limitPrice, decimals)}`
  const average = averagePrice && `Average ${formatDecimal(averagePrice, decimals)}`
  const trailing = trailingPercent && `Trailing by ${trailingPercent} %`
  const title = [trailing, trigger, limit, average].filter(Boolean).join(' · ')
  return <span title={title}>{formatDecimal(price, decimals)}</span>
}

function CancelButton({ order }: { readonly order: OrderView }) {
  if (!isWorking(order) || isCancelling(order)) return null
  return (
    <button
      type="button"
      aria-label={`Cancel ${order.side} ${order.quantity} ${order.symbol}`}
      className="h-[22px] rounded-small border border-line-strong px-2 hover:bg-raised"
      onClick={() => void cancelOrder(order.clientOrderId)}
    >
      Cancel
    </button>
  )
}

/** The same as dragging its line on the chart. */
function ChangeButton({ order }: { readonly order: OrderView }) {
  const priceTick = useEngine(({ account }) => account.orderRules.priceTick)
  const change = useTicket((state) => state.change)
  if (priceTick === null || !isChangeable(order)) return null
  return (
    <button
      type="button"
      aria-label={`Change ${order.side} ${order.quantity} ${order.symbol}`}
      className="h-[22px] rounded-small border border-line-strong px-2 hover:bg-raised"
      onClick={() => change(order, ticketLike(order, null, priceTick))}
    >
      Change…
    </button>
  )
}

function Happening({ order }: { readonly order: OrderView }) {
  const mode = useEngine(({ account }) => account.mode) ?? 'demo'
  const place = whereabouts(order, mode)
  const since =
    order.state === 'unresolved' ? `since ${formatExactTime(order.updatedAt).slice(11)}` : ''
  const words = [place, since, order.note ?? ''].filter((part) => part !== '').join(' · ')
  return <span title={words}>{words}</span>
}
