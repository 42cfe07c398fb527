import { type RefObject, useLayoutEffect, useRef } from 'react'

/** Rows arrive on top: someone who has scrolled down keeps reading the row they were reading. */
export function useKeepPlace(
  scroller: RefObject<HTMLElement | null>,
  rows: readonly { readonly id: string }[],
  rowHeight: number,
): void {
  const firstId = useRef<string | undefined>(undefined)
  useLayoutEffect(() => {
    const added = rows.findIndex((row) => row.id === firstId.current)
    firstId.current = rows[0]?.id
    const element = scroller.current
    if (element && element.scrollTop > 0 && added > 0) element.scrollTop += added * rowHeight
  }, [scroller, rows, rowHeight])
}
