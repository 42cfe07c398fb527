import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

type PlainColumn<Item> = {
  readonly header: string
  readonly isNumber?: boolean
  readonly cell: (row: Item) => ReactNode
}

type PlainTableProps<Item> = {
  readonly label: string
  readonly columns: readonly PlainColumn<Item>[]
  readonly rows: readonly Item[]
  readonly rowId: (row: Item) => string
}

/** A short table; long ones are for `DataTable`. */
export function PlainTable<Item>({ label, columns, rows, rowId }: PlainTableProps<Item>) {
  return (
    <table aria-label={label} className="w-full border-separate border-spacing-0 text-small">
      <thead>
        <tr>
          {columns.map(({ header, isNumber }) => (
            <th
              key={header}
              scope="col"
              className={classNames(
                'h-7 px-1.5 font-normal text-ink-soft first:pl-0 last:pr-0',
                isNumber ? 'text-right' : 'text-left',
              )}
            >
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowId(row)}>
            {columns.map(({ header, isNumber, cell }) => (
              <td
                key={header}
                className={classNames(
                  'border-line border-t px-1.5 py-1 align-top first:pl-0 last:pr-0',
                  isNumber ? 'whitespace-nowrap text-right' : 'text-left',
                )}
              >
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
