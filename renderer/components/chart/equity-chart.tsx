import { useCallback, useEffect } from 'react'
import { useChartDesk } from '../../stores/chart-desk-store.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { applyLook } from './apply-look.ts'
import type { ChartColours } from './chart-colours.ts'
import { EquityPainter } from './equity-painter.ts'
import { usePainter } from './use-painter.ts'

/** What the account was worth over time. */
export function EquityChart() {
  const quote = useEngine(({ account }) => account.quote)
  const start = useEngine(({ account }) => account.startingBalance) ?? '0'
  const isEmpty = useEngine(({ equity }) => equity.time.length === 0) ?? true
  const make = useCallback(
    (element: HTMLElement, colours: ChartColours) => new EquityPainter(element, colours, start),
    [start],
  )
  const { container, painter } = usePainter(make)
  const zone = useChartDesk((state) => state.look.zone)
  useEffect(() => {
    if (painter) applyLook(painter.chart, 'linear', zone)
  }, [painter, zone])
  return (
    <div className="relative h-full" data-testid="equity-chart">
      <div
        ref={container}
        role="img"
        aria-label={`Equity in ${quote} over time, times ${zone === 'utc' ? 'in UTC' : 'by your clock'}`}
        className="contain-strict absolute inset-0"
      />
      <span className="pointer-events-none absolute top-1 left-3 z-10 text-small text-ink-soft">
        Equity in {quote}
        {isEmpty && ': its line begins with the next closed candle.'}
      </span>
    </div>
  )
}
