import { useCallback } from 'react'
import type { BacktestView } from '../../../../app/contract/research.ts'
import type { StrategyView } from '../../../../app/contract/setup.ts'
import type { ChartColours } from '../../../components/chart/chart-colours.ts'
import { ResultPainter } from '../../../components/chart/result-painter.ts'
import { useChart } from '../../../components/chart/use-chart.ts'

type ResultChartProps = {
  readonly view: BacktestView
  readonly strategy: StrategyView | undefined
}

/** Candles with trades, equity and drawdown, one above the other on the same time. */
export function ResultChart({ view, strategy }: ResultChartProps) {
  const make = useCallback(
    (element: HTMLElement, colours: ChartColours) =>
      new ResultPainter(element, colours, { view, lines: strategy?.lines ?? [] }),
    [view, strategy],
  )
  const container = useChart(make)
  const { candlesPerBar } = view.chart
  return (
    <figure className="border-line border-y bg-panel">
      <div className="relative h-[420px] min-[1500px]:h-[560px]">
        <div
          ref={container}
          role="img"
          aria-label={`Candles with ${view.document.trades.length} trades, equity and drawdown, times in UTC`}
          className="contain-strict absolute inset-0"
        />
      </div>
      {candlesPerBar > 1 && (
        <figcaption className="border-line border-t px-4 py-1 text-small text-ink-soft">
          Each bar is {candlesPerBar} candles, so that all of it fits.
        </figcaption>
      )}
    </figure>
  )
}
