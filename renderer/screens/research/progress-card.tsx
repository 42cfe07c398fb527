import type { ReactNode } from 'react'
import { durationWords } from '../../format/duration.ts'

type ProgressCardProps = {
  readonly title: string
  readonly doneShare: number
  readonly msLeft: number | null
  /** How much of it is done, in words. */
  readonly done: string
  /** The way out. */
  readonly children: ReactNode
}

/** How far something is, and how long it still takes. */
export function ProgressCard({ title, doneShare, msLeft, done, children }: ProgressCardProps) {
  return (
    <div className="rounded-large border border-line bg-panel p-5">
      <div className="flex items-baseline justify-between gap-4">
        <p role="status" className="font-strong">
          {title}
        </p>
        <p className="text-ink-soft text-small">{leftWords(msLeft)}</p>
      </div>
      <div
        role="progressbar"
        aria-label={title}
        aria-valuenow={Math.floor(doneShare * 100)}
        aria-valuemin={0}
        aria-valuemax={100}
        className="mt-3 h-1.5 overflow-hidden rounded-small bg-raised"
      >
        <div className="h-full bg-accent" style={{ width: `${doneShare * 100}%` }} />
      </div>
      <div className="mt-3 flex items-center justify-between">
        <span className="text-ink-soft text-small">{done}</span>
        {children}
      </div>
    </div>
  )
}

function leftWords(msLeft: number | null): string {
  if (msLeft === null) return 'Getting ready…'
  if (msLeft < 1_000) return 'Less than a second left'
  return `About ${durationWords(Math.round(msLeft / 1_000) * 1_000)} left`
}
