import { useMemo, useRef } from 'react'
import type { StoredSeries } from '../../../app/contract/stored-data.ts'
import { ProblemBox } from '../../components/problem-box.tsx'
import { useChartDesk } from '../../stores/chart-desk-store.ts'
import { barMs, TIMEFRAMES } from '../markets/chart/bar-levels.ts'
import { NO_CANDLES } from '../markets/chart/candle-window.ts'
import { ChartArea } from '../markets/chart/chart-area.tsx'
import { useCandleTrail } from '../markets/chart/use-candle-trail.ts'

/** What is stored of a series, from the first candle to the last; nobody is asked. */
export function StoredChart({ series }: { readonly series: StoredSeries }) {
  const { exchange, symbol, timeframeMs } = series
  const look = useChartDesk((state) => state.look)
  const area = useRef<HTMLElement>(null)
  const timeframe = TIMEFRAMES.find((one) => barMs(one) === timeframeMs)
  const origin = useMemo(
    () => ({ kind: 'stored', id: exchange, symbol, timeframes: TIMEFRAMES }) as const,
    [exchange, symbol],
  )
  const seen = useCandleTrail(origin, timeframe ?? '1d')
  const bare = useMemo(() => ({ ...look, comparison: null }), [look])
  return (
    <div className="flex h-full flex-col">
      {seen.problem && <ProblemBox problem={seen.problem} />}
      <ChartArea
        {...{ symbol, seen, area }}
        timeframe={timeframe ?? '1d'}
        decimals={null}
        compared={NO_CANDLES}
        look={bare}
      />
    </div>
  )
}
