import { Button } from '../../../components/button.tsx'
import { ProgressCard } from '../progress-card.tsx'

type RunProgressProps = {
  readonly title: string
  readonly doneShare: number
  readonly msLeft: number | null
  readonly onCancel: () => void
}

/** How far a run is, and the way out. */
export function RunProgress({ title, doneShare, msLeft, onCancel }: RunProgressProps) {
  const done = `${Math.floor(doneShare * 100)} % done`
  return (
    <ProgressCard {...{ title, doneShare, msLeft, done }}>
      <Button size="small" onClick={onCancel}>
        Cancel
      </Button>
    </ProgressCard>
  )
}
