import { CandleChart } from './candle-chart.tsx'
import { EquityChart } from './equity-chart.tsx'

/** Price above, equity below. */
export function ChartStack() {
  return (
    <div className="flex h-full flex-col">
      <div className="min-h-0 flex-[4]">
        <CandleChart />
      </div>
      <div className="min-h-0 flex-1 border-line border-t">
        <EquityChart />
      </div>
    </div>
  )
}
