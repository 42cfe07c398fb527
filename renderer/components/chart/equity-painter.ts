import { AreaSeries, createChart, type IChartApi, type ISeriesApi } from 'lightweight-charts'
import type { EngineSnapshot, EquityColumns } from '../../../app/contract/engine-view.ts'
import { HISTORY_LIMITS } from '../../../app/contract/history-limits.ts'
import { type ChartColours, faded } from './chart-colours.ts'
import { equityData, indexFrom } from './chart-data.ts'
import { chartOptions } from './chart-options.ts'
import { type ColumnLayer, columnLayer } from './column-layer.ts'

const DRAWN_MAX = 2 * HISTORY_LIMITS.equity

/** Draws the account's whole equity, always in view, with the starting balance as a line to compare it with. */
export class EquityPainter {
  readonly chart: IChartApi
  readonly #series: ISeriesApi<'Area'>
  readonly #layer: ColumnLayer<EquityColumns>
  #generation = -1
  #columns: EquityColumns | null = null
  #drawn = 0
  #lastTime = 0

  constructor(container: HTMLElement, colours: ChartColours, startingBalance: string) {
    this.chart = createChart(container, {
      ...chartOptions(colours, 2),
      handleScroll: false,
      handleScale: false,
    })
    this.#series = this.chart.addSeries(AreaSeries, {
      lineColor: colours.ink,
      lineWidth: 1,
      topColor: faded(colours.ink, 0.14),
      bottomColor: faded(colours.ink, 0),
      priceLineVisible: false,
    })
    this.chart.priceScale('right').applyOptions({ scaleMargins: { top: 0.3, bottom: 0.12 } })
    this.#series.createPriceLine({
      price: Number(startingBalance),
      color: colours.lineStrong,
      lineWidth: 1,
      lineStyle: 2,
      axisLabelVisible: false,
      title: 'start',
    })
    this.#layer = columnLayer(this.#series, equityData)
    const timeScale = this.chart.timeScale()
    timeScale.subscribeSizeChange(() => timeScale.fitContent())
  }

  paint({ equity }: EngineSnapshot, generation: number): void {
    const isOther = generation !== this.#generation
    if (!isOther && equity === this.#columns) return
    this.#columns = equity
    if (isOther || this.#drawn > DRAWN_MAX) {
      this.#layer.drawAll(equity)
      this.#drawn = equity.time.length
    } else {
      const start = indexFrom(equity.time, this.#lastTime)
      this.#layer.drawFrom(equity, start)
      this.#drawn += equity.time.length - start
    }
    this.#lastTime = equity.time.at(-1) ?? 0
    this.#generation = generation
    this.chart.timeScale().fitContent()
  }

  remove(): void {
    this.chart.remove()
  }
}
