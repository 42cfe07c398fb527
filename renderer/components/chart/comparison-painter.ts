import { createChart, type IChartApi, LineSeries, LineStyle } from 'lightweight-charts'
import type { ChartColours } from './chart-colours.ts'
import { chartTime } from './chart-data.ts'
import { chartOptions } from './chart-options.ts'

const DASHES = [LineStyle.Solid, LineStyle.LargeDashed, LineStyle.Dashed, LineStyle.Dotted]
const FORMAT = {
  type: 'custom',
  formatter: (share: number) => `${(share * 100).toFixed(1)} %`.replace('-', '−'),
  minMove: 0.0001,
} as const

type Curve = {
  /** Beside its end; nothing where there is only one. */
  readonly title: string
  readonly points: readonly { readonly time: number; readonly equity: number }[]
}

/** Several runs in one picture: what each had gained by then, as a share of what it began with. */
export class ComparisonPainter {
  readonly chart: IChartApi

  constructor(container: HTMLElement, colours: ChartColours, curves: readonly Curve[]) {
    const { localization, ...options } = chartOptions(colours, 2)
    this.chart = createChart(container, options)
    const inks = [colours.ink, ...colours.strategyLines]
    for (const [index, { title, points }] of curves.entries()) {
      const line = this.chart.addSeries(LineSeries, {
        color: inks[index % inks.length] ?? colours.ink,
        lineStyle: DASHES[index % DASHES.length] ?? LineStyle.Solid,
        ...{ lineWidth: 2, priceLineVisible: false, priceFormat: FORMAT },
        title,
      })
      const start = points[0]?.equity ?? 1
      line.setData(
        points.map(({ time, equity }) => ({ time: chartTime(time), value: equity / start - 1 })),
      )
    }
    this.chart.timeScale().applyOptions({ minBarSpacing: 0.05 })
    this.chart.timeScale().fitContent()
  }

  remove(): void {
    this.chart.remove()
  }
}
