import type { RefObject } from 'react'
import { PictureButton } from '../../../components/chart/picture-button.tsx'
import { Segments } from '../../../components/segments.tsx'
import type { Timeframe } from './bar-levels.ts'
import { LookTools } from './look-tools.tsx'

type ChartToolsProps = {
  readonly symbol: string
  readonly timeframes: readonly Timeframe[]
  readonly timeframe: Timeframe
  readonly area: RefObject<HTMLElement | null>
  /** That it can be compared with; null where that is chosen for several charts together. */
  readonly others: readonly string[] | null
  readonly onTimeframe: (timeframe: Timeframe) => void
}

/** What is shown of a market; beside a single chart also how. */
export function ChartTools(props: ChartToolsProps) {
  const { symbol, timeframes, timeframe, area, others, onTimeframe } = props
  return (
    <header className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-line border-b px-3 py-2">
      <h2 className="text-large font-strong">{symbol}</h2>
      {others === null ? (
        <TimeframeSelect {...{ symbol, timeframes, timeframe, onTimeframe }} />
      ) : (
        <>
          <Segments
            label="Timeframe"
            options={timeframes.map((value) => ({ value, label: value }))}
            value={timeframe}
            onChange={onTimeframe}
          />
          <LookTools others={others.filter((other) => other !== symbol)} />
        </>
      )}
      <PictureButton {...{ area, symbol, timeframe }} />
    </header>
  )
}

type TimeframeSelectProps = Pick<
  ChartToolsProps,
  'symbol' | 'timeframes' | 'timeframe' | 'onTimeframe'
>

function TimeframeSelect({ symbol, timeframes, timeframe, onTimeframe }: TimeframeSelectProps) {
  return (
    <select
      aria-label={`Timeframe of ${symbol}`}
      className="h-7 rounded-small border border-line-strong bg-panel px-2 text-small text-ink"
      value={timeframe}
      onChange={({ target }) => {
        const chosen = timeframes.find((one) => one === target.value)
        if (chosen) onTimeframe(chosen)
      }}
    >
      {timeframes.map((one) => (
        <option key={one} value={one}>
          {one}
        </option>
      ))}
    </select>
  )
}
