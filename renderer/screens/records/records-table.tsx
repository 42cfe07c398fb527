import { useEffect } from 'react'
import type { DataColumn } from '../../components/data-column.ts'
import { DataTable } from '../../components/data-table.tsx'
import { ProblemBox } from '../../components/problem-box.tsx'
import type { useOlder } from './use-older.ts'

type RecordsTableProps<Row> = {
  readonly label: string
  readonly columns: DataColumn<Row>[]
  /** Newest first. */
  readonly newest: readonly Row[]
  readonly older: ReturnType<typeof useOlder<Row>>
  readonly idOf: (row: Row) => string
  readonly empty: { readonly title: string; readonly hint: string }
}

/** The newest records as they change, and below them what is read as somebody scrolls there. */
export function RecordsTable<Row extends object>(props: RecordsTableProps<Row>) {
  const { label, columns, newest, older, idOf, empty } = props
  const rows = [...newest, ...older.rows]
  const { more } = older
  const isEmpty = rows.length === 0
  // Where none of the newest is one of those, no row comes into view that would ask for older ones.
  useEffect(() => {
    if (isEmpty) more()
  }, [isEmpty, more])
  return (
    <div className="flex h-full flex-col">
      {older.problem && (
        <div className="p-3">
          <ProblemBox problem={older.problem} />
        </div>
      )}
      <div className="min-h-0 flex-1">
        <DataTable
          label={label}
          columns={columns}
          rows={rows}
          rowId={idOf}
          empty={empty}
          onEnd={older.more}
        />
      </div>
    </div>
  )
}
