import { Camera } from 'lucide-react'
import type { RefObject } from 'react'
import type { MarketView } from '../../../../app/contract/setup.ts'
import { saveChartPicture } from '../../../actions/charts.ts'
import { Button } from '../../../components/button.tsx'
import { Segments } from '../../../components/segments.tsx'
import type { ChartLook } from './chart-look.ts'
import { ComparisonChoice } from './comparison-choice.tsx'
import { IndicatorChoice } from './indicator-choice.tsx'

type Timeframe = MarketView['timeframes'][number]

type ChartToolsProps = {
  readonly symbol: string
  readonly timeframes: readonly Timeframe[]
  readonly timeframe: Timeframe
  readonly look: ChartLook
  readonly others: readonly string[]
  readonly area: RefObject<HTMLElement | null>
  readonly onTimeframe: (timeframe: Timeframe) => void
  readonly onChange: (part: Partial<ChartLook>) => void
}

const SCALES = [
  { value: 'linear', label: 'Linear' },
  { value: 'log', label: 'Log' },
  { value: 'percent', label: '%' },
] as const

const ZONES = [
  { value: 'utc', label: 'UTC' },
  { value: 'local', label: 'Local' },
] as const

/** What is shown of a market, and how. */
export function ChartTools(props: ChartToolsProps) {
  const { symbol, timeframes, timeframe, look, others, area, onTimeframe, onChange } = props
  return (
    <header className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-line border-b px-3 py-2">
      <h2 className="text-large font-strong">{symbol}</h2>
      <Segments
        label="Timeframe"
        options={timeframes.map((value) => ({ value, label: value }))}
        value={timeframe}
        onChange={onTimeframe}
      />
      <Segments
        label="Price scale"
        options={SCALES}
        value={look.comparison === null ? look.scale : 'percent'}
        onChange={(scale) => onChange({ scale })}
      />
      <Segments
        label="Time zone"
        options={ZONES}
        value={look.zone}
        onChange={(zone) => onChange({ zone })}
      />
      <IndicatorChoice
        indicators={look.indicators}
        onChange={(indicators) => onChange({ indicators })}
      />
      <ComparisonChoice
        symbols={others.filter((other) => other !== symbol)}
        chosen={look.comparison}
        onChange={(comparison) => onChange({ comparison })}
      />
      <Button
        size="small"
        title="Saves this chart as a picture"
        onClick={() => area.current && void saveChartPicture(area.current, symbol, timeframe)}
      >
        <Camera aria-hidden="true" size={14} />
        Picture…
      </Button>
    </header>
  )
}
