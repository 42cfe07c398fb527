import { useCallback, useMemo } from 'react'
import type { FillView } from '../../../app/contract/engine-view.ts'
import { HISTORY_LIMITS } from '../../../app/contract/history-limits.ts'
import { request } from '../../api/request.ts'
import type { DataColumn } from '../../components/data-column.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { FILL_COLUMNS } from '../dashboard/fills-table.tsx'
import { HolderName } from './holder-name.tsx'
import { type Filter, fillMatches } from './record-filter.ts'
import { RecordsTable } from './records-table.tsx'
import { useOlder } from './use-older.ts'

const [TIME, ...OTHERS] = FILL_COLUMNS
const COLUMNS: DataColumn<FillView>[] = [
  ...(TIME ? [TIME] : []),
  {
    id: 'bot',
    header: 'Bot',
    meta: { width: 'minmax(96px, 0.8fr)' },
    cell: ({ row }) => <HolderName botId={row.original.botId} />,
  },
  {
    id: 'symbol',
    header: 'Market',
    meta: { width: '96px' },
    cell: ({ row }) => row.original.symbol,
  },
  ...OTHERS,
]

const NONE: readonly FillView[] = []
/** Two orders that trade with each other share the exchange's id. */
const idOf = ({ clientOrderId, fillId }: FillView) => `${clientOrderId} ${fillId}`

/** Every execution of the account. */
export function FillsPage({ filter }: { readonly filter: Filter }) {
  const fills = useEngine((snapshot) => snapshot.fills) ?? NONE
  const newest = useMemo(
    () => fills.filter((fill) => fillMatches(filter, fill)).toReversed(),
    [fills, filter],
  )
  const load = useCallback(
    ({ clientOrderId, fillId }: FillView) =>
      request('loadFills', { ...filter, before: { clientOrderId, fillId } }),
    [filter],
  )
  const anchor = fills.length < HISTORY_LIMITS.fills ? null : (fills[0] ?? null)
  const older = useOlder({ anchor, idOf, load })
  return (
    <RecordsTable
      label="Fills"
      columns={COLUMNS}
      newest={newest}
      older={older}
      idOf={idOf}
      empty={{
        title: 'No such fill.',
        hint: 'Each execution of an order appears here with its price and fee. Clear the filter to see all that there are.',
      }}
    />
  )
}
