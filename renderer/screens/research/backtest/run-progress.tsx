import { Button } from '../../../components/button.tsx'
import { durationWords } from '../../../format/duration.ts'

type RunProgressProps = {
  readonly title: string
  readonly doneShare: number
  readonly msLeft: number | null
  readonly onCancel: () => void
}

/** How far a run is, how long it still takes, and the way out. */
export function RunProgress({ title, doneShare, msLeft, onCancel }: RunProgressProps) {
  const percent = Math.floor(doneShare * 100)
  return (
    <div className="rounded-large border border-line bg-panel p-5">
      <div className="flex items-baseline justify-between gap-4">
        <p role="status" className="font-strong">
          {title}
        </p>
        <p className="text-small text-ink-soft">{leftWords(msLeft)}</p>
      </div>
      <div
        role="progressbar"
        aria-label={title}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
        className="mt-3 h-1.5 overflow-hidden rounded-small bg-raised"
      >
        <div className="h-full bg-accent" style={{ width: `${doneShare * 100}%` }} />
      </div>
      <div className="mt-3 flex items-center justify-between">
        <span className="text-small text-ink-soft">{percent} % done</span>
        <Button size="small" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  )
}

function leftWords(msLeft: number | null): string {
  if (msLeft === null) return 'Reading candles…'
  if (msLeft < 1_000) return 'Less than a second left'
  return `About ${durationWords(Math.round(msLeft / 1_000) * 1_000)} left`
}
