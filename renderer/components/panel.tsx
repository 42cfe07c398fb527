import { type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'

type PanelProps = {
  readonly title: string
  /** Sits at the right end of the heading. */
  readonly aside?: ReactNode
  readonly className?: string
  readonly children: ReactNode
}

/** A titled region of the dashboard. */
export function Panel({ title, aside, className, children }: PanelProps) {
  const titleId = useId()
  return (
    <section aria-labelledby={titleId} className={classNames('bg-panel', className)}>
      <header className="flex h-9 items-center justify-between gap-2 px-3">
        <h2 id={titleId} className="text-small font-strong text-ink-soft">
          {title}
        </h2>
        {aside}
      </header>
      <div className="px-3 pb-3">{children}</div>
    </section>
  )
}
