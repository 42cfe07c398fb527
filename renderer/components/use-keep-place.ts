import { type RefObject, useLayoutEffect, useRef } from 'react'

type Place = {
  readonly rows: readonly { readonly id: string }[]
  readonly rowHeight: number
  /** As last heard from a scroll event: asking the element would cost a layout at every update. */
  readonly scrolled: number
}

/** Rows arrive on top: someone who has scrolled down keeps reading the row they were reading. */
export function useKeepPlace(scroller: RefObject<HTMLElement | null>, place: Place): void {
  const { rows, rowHeight, scrolled } = place
  const firstId = useRef<string | undefined>(undefined)
  useLayoutEffect(() => {
    if (rows[0]?.id === firstId.current) return
    const added = rows.findIndex((row) => row.id === firstId.current)
    firstId.current = rows[0]?.id
    if (scroller.current && scrolled > 0 && added > 0) {
      scroller.current.scrollTop = scrolled + added * rowHeight
    }
  }, [scroller, rows, rowHeight, scrolled])
}
