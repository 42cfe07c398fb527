import { useMemo } from 'react'
import type { SearchSet } from '../../../../app/contract/search-view.ts'
import type { DataColumn } from '../../../components/data-column.ts'
import { DataTable } from '../../../components/data-table.tsx'
import { setWords } from '../../../format/search-words.ts'
import { formatRatio, formatSignedShare } from '../../../format/share.ts'

type SetsTableProps = { readonly sets: readonly SearchSet[]; readonly objective: string }

/** The best sets, by what holds around them as well. */
export function SetsTable({ sets, objective }: SetsTableProps) {
  const columns = useMemo(() => columnsOf(objective), [objective])
  return (
    <section aria-label="Sets" className="bg-panel">
      <h3 className="px-4 pt-3 pb-1 font-strong">The best sets, by their plateaus</h3>
      <div className="h-[320px]">
        <DataTable
          label="Sets"
          columns={columns}
          rows={sets}
          rowId={({ parameters }) => JSON.stringify(parameters)}
          empty={{ title: 'No set was tried.', hint: 'The strategy refuses all of these ranges.' }}
        />
      </div>
    </section>
  )
}

function columnsOf(objective: string): DataColumn<SearchSet>[] {
  const number = (
    id: string,
    header: string,
    text: (set: SearchSet) => string,
  ): DataColumn<SearchSet> => ({
    ...{ id, header, meta: { width: 'minmax(88px, 1fr)', align: 'right' } },
    cell: ({ row }) => text(row.original),
  })
  return [
    {
      id: 'parameters',
      header: 'Parameters',
      meta: { width: 'minmax(180px, 2fr)' },
      cell: ({ row }) => setWords(row.original.parameters),
    },
    number('plateau', 'Plateau', ({ plateau }) => formatRatio(plateau)),
    number('value', objective, ({ value }) => formatRatio(value)),
    number('return', 'Return', ({ totalReturn }) => formatSignedShare(totalReturn)),
    number('fall', 'Deepest fall', ({ maxDrawdown }) => formatSignedShare(-maxDrawdown)),
    number('trips', 'Round trips', ({ roundTrips }) => String(roundTrips)),
  ]
}
