import { useCallback, useMemo } from 'react'
import type { OrderView } from '../../../app/contract/engine-view.ts'
import { HISTORY_LIMITS } from '../../../app/contract/history-limits.ts'
import { request } from '../../api/request.ts'
import type { DataColumn } from '../../components/data-column.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { ORDER_COLUMNS } from '../dashboard/orders-table.tsx'
import { HolderName } from './holder-name.tsx'
import { type Filter, orderMatches } from './record-filter.ts'
import { RecordsTable } from './records-table.tsx'
import { useOlder } from './use-older.ts'

/** A whole page has more room than the dashboard's panel. */
const WIDER: Readonly<Record<string, { readonly width: string }>> = {
  filled: { width: '168px' },
  id: { width: 'minmax(176px, 0.6fr)' },
}

const [TIME, ...OTHERS] = ORDER_COLUMNS
const COLUMNS: DataColumn<OrderView>[] = [
  ...(TIME ? [TIME] : []),
  {
    id: 'bot',
    header: 'Bot',
    meta: { width: 'minmax(96px, 0.6fr)' },
    cell: ({ row }) => <HolderName botId={row.original.botId} />,
  },
  {
    id: 'symbol',
    header: 'Market',
    meta: { width: '96px' },
    cell: ({ row }) => row.original.symbol,
  },
  ...OTHERS.map((column) => ({ ...column, meta: { ...column.meta, ...WIDER[column.id] } })),
]

const NONE: readonly OrderView[] = []
const idOf = (order: OrderView) => order.intentId

/** Every order of the account, whatever became of it. */
export function OrdersPage({ filter }: { readonly filter: Filter }) {
  const orders = useEngine((snapshot) => snapshot.orders) ?? NONE
  const newest = useMemo(
    () => orders.filter((order) => orderMatches(filter, order)).toReversed(),
    [orders, filter],
  )
  const load = useCallback(
    (before: OrderView) => request('loadOrders', { ...filter, before: before.clientOrderId }),
    [filter],
  )
  const anchor = orders.length < HISTORY_LIMITS.orders ? null : (orders[0] ?? null)
  const older = useOlder({ anchor, idOf, load })
  return (
    <RecordsTable
      label="Orders"
      columns={COLUMNS}
      newest={newest}
      older={older}
      idOf={idOf}
      empty={{
        title: 'No such order.',
        hint: 'Orders appear the moment a bot or you place them. Clear the filter to see all that there are.',
      }}
    />
  )
}
