import { type Row, type RowData, tableFeatures, useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { classNames } from './class-names.ts'
import type { DataColumn } from './data-column.ts'
import { EmptyState } from './empty-state.tsx'
import { useKeepPlace } from './use-keep-place.ts'

/** Core only: these tables need no sorting or filtering of their own. */
const FEATURES = tableFeatures({})
const ROW_HEIGHT = 28
const OVERSCAN = 6

type DataTableProps<Item extends RowData> = {
  readonly label: string
  readonly columns: DataColumn<Item>[]
  /** Newest first. */
  readonly rows: readonly Item[]
  readonly rowId: (row: Item) => string
  readonly empty: { readonly title: string; readonly hint: string }
  /** The last row came into view. Has to stay the same function. */
  readonly onEnd?: () => void
}

/** Dense rows of which only those in view exist. */
export function DataTable<Item extends RowData>(props: DataTableProps<Item>) {
  const { label, columns, rows, rowId, empty, onEnd } = props
  const scroller = useRef<HTMLDivElement>(null)
  const table = useTable({ features: FEATURES, columns, data: rows, getRowId: rowId })
  const tableRows = table.getRowModel().rows
  const virtualizer = useVirtualizer({
    count: tableRows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
  })
  useKeepPlace(scroller, {
    rows: tableRows,
    rowHeight: ROW_HEIGHT,
    scrolled: virtualizer.scrollOffset ?? 0,
  })
  const lastShown = virtualizer.getVirtualItems().at(-1)?.index
  useEffect(() => {
    if (lastShown !== undefined && lastShown >= rows.length - 1) onEnd?.()
  }, [lastShown, rows.length, onEnd])
  const template = { gridTemplateColumns: columns.map((column) => column.meta.width).join(' ') }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <div ref={scroller} tabIndex={0} className="h-full overflow-auto -outline-offset-2">
      <table
        aria-label={label}
        aria-rowcount={rows.length + 1}
        className="block min-w-fit text-small"
      >
        <thead className="sticky top-0 z-10 block bg-panel">
          <tr className="grid h-7 items-center border-line border-b px-2" style={template}>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={classNames('truncate px-2 font-normal text-ink-soft', aligned(column))}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="relative block" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const row = tableRows[item.index]
            return (
              row && (
                <BodyRow
                  key={row.id}
                  row={row}
                  columns={columns}
                  place={{ top: item.start, index: item.index, ...template }}
                />
              )
            )
          })}
        </tbody>
      </table>
      {rows.length === 0 && (
        <div className="px-4">
          <EmptyState {...empty} />
        </div>
      )}
    </div>
  )
}

type BodyRowProps<Item extends RowData> = {
  readonly row: Row<typeof FEATURES, Item>
  readonly columns: readonly DataColumn<Item>[]
  readonly place: {
    readonly top: number
    readonly index: number
    readonly gridTemplateColumns: string
  }
}

function BodyRow<Item extends RowData>({ row, columns, place }: BodyRowProps<Item>) {
  const { top, index, gridTemplateColumns } = place
  return (
    <tr
      aria-rowindex={index + 2}
      className="absolute inset-x-0 grid h-7 items-center border-line border-b px-2 hover:bg-raised has-[[aria-pressed=true]]:bg-raised"
      style={{ top, gridTemplateColumns }}
    >
      {columns.map((column) => (
        <td key={column.id} className={classNames('truncate px-2', aligned(column))}>
          {column.cell({ row })}
        </td>
      ))}
    </tr>
  )
}

function aligned(column: { readonly meta: { readonly align?: 'right' } }): string {
  return column.meta.align === 'right' ? 'text-right' : 'text-left'
}
