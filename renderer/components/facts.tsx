import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

type FactsProps = {
  readonly facts: readonly {
    readonly term: string
    readonly value: ReactNode
    readonly title?: string
  }[]
  readonly className?: string
}

/** Terms on the left, values on the right. */
export function Facts({ facts, className }: FactsProps) {
  return (
    <dl className={classNames('flex flex-col gap-1 text-small', className)}>
      {facts.map(({ term, value, title }) => (
        <div key={term} className="flex justify-between gap-3" title={title}>
          <dt className="shrink-0 text-ink-soft">{term}</dt>
          <dd className="min-w-0 break-words text-right">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
