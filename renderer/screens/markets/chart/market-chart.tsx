import { useMemo, useRef, useState } from 'react'
import type { MarketView } from '../../../../app/contract/setup.ts'
import { ProblemBox } from '../../../components/problem-box.tsx'
import { useChartLook } from '../../../stores/chart-look-store.ts'
import { ChartArea } from './chart-area.tsx'
import { ChartTools } from './chart-tools.tsx'
import { useCandleTrail } from './use-candle-trail.ts'
import { useComparedCandles } from './use-compared-candles.ts'

type MarketChartProps = {
  readonly exchangeId: string
  readonly market: MarketView
  /** That it can be compared with. */
  readonly others: readonly string[]
}

const FAVOURITE_TIMEFRAME = '1h'

/** The candles of any market of an exchange, and what is to be seen of them. */
export function MarketChart({ exchangeId, market, others }: MarketChartProps) {
  const { symbol, timeframes, priceDecimals } = market
  const { look, change } = useChartLook()
  const area = useRef<HTMLElement>(null)
  const [timeframe, setTimeframe] = useState(
    timeframes.find((one) => one === FAVOURITE_TIMEFRAME) ?? timeframes[0] ?? FAVOURITE_TIMEFRAME,
  )
  const origin = useMemo(
    () => ({ kind: 'exchange', id: exchangeId, symbol, timeframes }) as const,
    [exchangeId, symbol, timeframes],
  )
  const seen = useCandleTrail(origin, timeframe)
  const other = look.comparison === symbol ? null : look.comparison
  const compared = useComparedCandles(origin, other, seen)
  return (
    <div className="flex h-full flex-col">
      <ChartTools
        {...{ symbol, timeframes, timeframe, look, others, area }}
        onTimeframe={setTimeframe}
        onChange={change}
      />
      {seen.problem && seen.candles.openTime.length === 0 && (
        <div className="shrink-0 p-3">
          <ProblemBox problem={seen.problem} />
        </div>
      )}
      <ChartArea {...{ symbol, timeframe, seen, compared, look, area }} decimals={priceDecimals}>
        {seen.isLoading && <p className="absolute top-8 left-3 text-ink-soft">Loading candles…</p>}
      </ChartArea>
    </div>
  )
}
