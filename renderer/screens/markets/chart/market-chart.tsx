import { useMemo, useRef } from 'react'
import type { MarketView } from '../../../../app/contract/setup.ts'
import { ProblemBox } from '../../../components/problem-box.tsx'
import { useChartDesk } from '../../../stores/chart-desk-store.ts'
import type { Timeframe } from './bar-levels.ts'
import { ChartArea } from './chart-area.tsx'
import { ChartTools } from './chart-tools.tsx'
import { useCandleTrail } from './use-candle-trail.ts'
import { useComparedCandles } from './use-compared-candles.ts'

type MarketChartProps = {
  readonly exchangeId: string
  readonly market: MarketView
  readonly timeframe: Timeframe
  readonly onTimeframe: (timeframe: Timeframe) => void
  /** That it can be compared with; null where that is chosen for several charts together. */
  readonly others: readonly string[] | null
}

/** The candles of any market of an exchange, and what is to be seen of them. */
export function MarketChart(props: MarketChartProps) {
  const { exchangeId, market, timeframe, onTimeframe, others } = props
  const { symbol, timeframes, priceDecimals } = market
  const look = useChartDesk((state) => state.look)
  const area = useRef<HTMLElement>(null)
  const origin = useMemo(
    () => ({ kind: 'exchange', id: exchangeId, symbol, timeframes }) as const,
    [exchangeId, symbol, timeframes],
  )
  const seen = useCandleTrail(origin, timeframe)
  const other = look.comparison === symbol ? null : look.comparison
  const compared = useComparedCandles(origin, other, seen)
  return (
    <div className="flex h-full flex-col">
      <ChartTools {...{ symbol, timeframes, timeframe, area, others, onTimeframe }} />
      {seen.problem && seen.candles.openTime.length === 0 && (
        <div className="shrink-0 p-3">
          <ProblemBox problem={seen.problem} />
        </div>
      )}
      {seen.storedBecause && (
        <p
          role="status"
          className="shrink-0 border-line border-b bg-attention-tint px-3 py-1.5 text-small"
        >
          <strong className="font-strong">Stored candles alone.</strong>{' '}
          {seen.storedBecause.message}
        </p>
      )}
      <ChartArea
        {...{ symbol, timeframe, seen, compared, look, area }}
        decimals={priceDecimals}
        isCompact={others === null}
      >
        {seen.isLoading && <p className="absolute top-8 left-3 text-ink-soft">Loading candles…</p>}
      </ChartArea>
    </div>
  )
}
