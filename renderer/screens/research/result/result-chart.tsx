import { useCallback } from 'react'
import type { BacktestView } from '../../../../app/contract/research.ts'
import type { StrategyView } from '../../../../app/contract/setup.ts'
import type { ChartColours } from '../../../components/chart/chart-colours.ts'
import { ResultLegend } from '../../../components/chart/result-legend.tsx'
import { ResultPainter } from '../../../components/chart/result-painter.ts'
import { useChart } from '../../../components/chart/use-chart.ts'

type ResultChartProps = {
  readonly view: BacktestView
  readonly strategy: StrategyView | undefined
}

const NO_LINES: StrategyView['lines'] = []

/** Candles with trades, equity and drawdown, one above the other on the same time. */
export function ResultChart({ view, strategy }: ResultChartProps) {
  const lines = strategy?.lines ?? NO_LINES
  const make = useCallback(
    (element: HTMLElement, colours: ChartColours) =>
      new ResultPainter(element, colours, { view, lines }),
    [view, lines],
  )
  const { container, painter } = useChart(make)
  const { candlesPerBar } = view.chart
  const { metrics, setup } = view.document
  const notes = [
    ...(candlesPerBar > 1 ? [`Each bar is ${candlesPerBar} candles, so that all of it fits.`] : []),
    ...(setup.otherSymbols.length > 0
      ? [`The candles are those of ${setup.symbol}; equity is of all markets.`]
      : []),
  ]
  return (
    <figure className="border-line border-y bg-panel">
      <div className="relative h-[420px] min-[1500px]:h-[560px]">
        <div
          ref={container}
          role="img"
          aria-label={`Candles with ${metrics.trades} trades, equity and drawdown, times in UTC`}
          className="contain-strict absolute inset-0"
        />
        <ResultLegend chart={painter?.chart ?? null} view={view} lines={lines} />
      </div>
      {notes.length > 0 && (
        <figcaption className="border-line border-t px-4 py-1 text-small text-ink-soft">
          {notes.join(' ')}
        </figcaption>
      )}
    </figure>
  )
}
