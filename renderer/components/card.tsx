import { type ReactNode, useId } from 'react'
import { classNames } from './class-names.ts'

type CardProps = {
  readonly title: string
  readonly className?: string
  readonly children: ReactNode
}

/** A titled box on a screen of its own. */
export function Card({ title, className, children }: CardProps) {
  const titleId = useId()
  return (
    <section
      aria-labelledby={titleId}
      className={classNames('rounded-large border border-line bg-panel p-4', className)}
    >
      <h2 id={titleId} className="mb-2 font-strong">
        {title}
      </h2>
      {children}
    </section>
  )
}
