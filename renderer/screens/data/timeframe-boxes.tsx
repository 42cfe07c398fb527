import { useId } from 'react'
import { TIMEFRAMES, type Timeframe } from '../markets/chart/bar-levels.ts'

type TimeframeBoxesProps = {
  readonly chosen: readonly Timeframe[]
  readonly fault: string | undefined
  readonly onChange: (timeframes: Timeframe[]) => void
}

/** Which lengths are asked for; longer ones follow from shorter ones by themselves. */
export function TimeframeBoxes({ chosen, fault, onChange }: TimeframeBoxesProps) {
  const noteId = useId()
  const toggle = (timeframe: Timeframe, isChosen: boolean) =>
    onChange(TIMEFRAMES.filter((one) => (one === timeframe ? isChosen : chosen.includes(one))))
  return (
    <fieldset aria-describedby={noteId} className="flex flex-col gap-1.5">
      <legend className="mb-1 text-small font-strong">Candles of</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-1.5">
        {TIMEFRAMES.map((timeframe) => (
          <label key={timeframe} className="flex items-center gap-1.5 text-small">
            <input
              type="checkbox"
              className="size-4"
              checked={chosen.includes(timeframe)}
              onChange={(event) => toggle(timeframe, event.target.checked)}
            />
            {timeframe}
          </label>
        ))}
      </div>
      <p id={noteId} className={fault ? 'text-small text-danger' : 'text-small text-ink-soft'}>
        {fault ?? 'Longer ones follow from 1m by themselves.'}
      </p>
    </fieldset>
  )
}
