import type { ReactNode } from 'react'

type SidePageProps = {
  /** What is being edited; the page has all the room while there is nothing. */
  readonly side: ReactNode
  readonly children: ReactNode
}

/** A page with room beside it for what is being edited, so that nothing is covered. */
export function SidePage({ side, children }: SidePageProps) {
  return (
    <div className="flex h-full">
      <div className="relative min-w-0 flex-1 overflow-auto p-4">{children}</div>
      {side && (
        <aside className="relative w-[400px] shrink-0 overflow-y-auto border-line border-l bg-panel p-5">
          {side}
        </aside>
      )}
    </div>
  )
}
