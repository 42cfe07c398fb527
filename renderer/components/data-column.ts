import type { ReactNode } from 'react'

/** One column of a `DataTable`. */
export type DataColumn<Item> = {
  readonly id: string
  readonly header: string
  readonly meta: {
    /** A track of a CSS grid: "120px", "minmax(160px, 1fr)". */
    readonly width: string
    readonly align?: 'right'
  }
  readonly cell: (context: { readonly row: { readonly original: Item } }) => ReactNode
}
