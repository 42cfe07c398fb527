import {
  CandlestickSeries,
  createChart,
  HistogramSeries,
  type IChartApi,
  type ISeriesApi,
  LineSeries,
  LineStyle,
  LineType,
} from 'lightweight-charts'
import type {
  BotView,
  CandleColumns,
  EngineSnapshot,
  OrderView,
} from '../../../app/contract/engine-view.ts'
import { HISTORY_LIMITS } from '../../../app/contract/history-limits.ts'
import { applyLook } from './apply-look.ts'
import { botLines } from './bot-lines.ts'
import { type ChartColours, faded } from './chart-colours.ts'
import { candleData, indexFrom, lineData, volumeData } from './chart-data.ts'
import type { ChartLook } from './chart-look.ts'
import { chartOptions } from './chart-options.ts'
import { type ColumnLayer, columnLayer } from './column-layer.ts'
import { dragOrders } from './drag-orders.ts'
import { OrderLines } from './order-lines.ts'
import { TradeOverlay } from './trade-overlay.ts'

/** Pixels a candle takes when a chart opens, and the free candles to the right of the newest. */
const FIRST_VIEW = { barSpacing: 6, rightOffset: 8 }
/** The chart may hold this many before it is cut back to what the store keeps. */
const DRAWN_MAX = 2 * HISTORY_LIMITS.candles

/** How much higher the candles are than lines that have a scale of their own. */
const CANDLES_TO_LINES = 3.5

type PainterParts = {
  readonly colours: ChartColours
  readonly priceDecimals: number
  readonly onDropped: (order: OrderView, price: number) => void
}

/** Draws candles, volume, strategy lines, trades and orders; after the first time only what is new. */
export class CandlePainter {
  readonly chart: IChartApi
  readonly #colours: ChartColours
  readonly #candles: ISeriesApi<'Candlestick'>
  readonly #fixedLayers: readonly ColumnLayer<CandleColumns>[]
  readonly #trades: TradeOverlay
  readonly #orders: OrderLines
  readonly #endDrags: () => void
  #lines: readonly ISeriesApi<'Line'>[] = []
  #lineLayers: readonly ColumnLayer<CandleColumns>[] = []
  #lineIds = ''
  #generation = -1
  #columns: CandleColumns | null = null
  #drawn = 0
  #lastTime = 0

  /** `onDropped`: the line of an order was let go at another price. */
  constructor(container: HTMLElement, { colours, priceDecimals, onDropped }: PainterParts) {
    this.#colours = colours
    this.chart = createChart(container, chartOptions(colours, priceDecimals))
    const volume = this.#addVolume()
    this.#candles = this.#addCandles(priceDecimals)
    this.#trades = new TradeOverlay(this.#candles, colours)
    this.#orders = new OrderLines(this.#candles, colours)
    this.#endDrags = dragOrders(container, this.#orders, onDropped)
    const volumeColours = { up: faded(colours.up, 0.28), down: faded(colours.down, 0.28) }
    this.#fixedLayers = [
      columnLayer(this.#candles, candleData),
      columnLayer(volume, (candles: CandleColumns, start) =>
        volumeData(candles, start, volumeColours),
      ),
    ]
  }

  paint(snapshot: EngineSnapshot, generation: number): void {
    const { candles, status } = snapshot
    const hasOtherLines = this.#replaceLines(candles, status.bots)
    const isOther = hasOtherLines || generation !== this.#generation
    if (isOther || this.#drawn > DRAWN_MAX) this.#drawAll(candles)
    else if (candles !== this.#columns) this.#drawNew(candles)
    if (generation !== this.#generation) this.#showNewest()
    this.#generation = generation
    this.#columns = candles
    this.#trades.paint(snapshot)
    this.#orders.paint(snapshot)
  }

  applyLook({ scale, zone }: ChartLook): void {
    applyLook(this.chart, scale, zone)
  }

  remove(): void {
    this.#endDrags()
    this.chart.remove()
  }

  #drawAll(candles: CandleColumns): void {
    for (const layer of this.#layers()) layer.drawAll(candles)
    this.#drawn = candles.openTime.length
    this.#lastTime = candles.openTime.at(-1) ?? 0
  }

  #drawNew(candles: CandleColumns): void {
    const start = indexFrom(candles.openTime, this.#lastTime)
    for (const layer of this.#layers()) layer.drawFrom(candles, start)
    const added = candles.openTime.length - indexFrom(candles.openTime, this.#lastTime + 1)
    this.#drawn += added
    this.#lastTime = candles.openTime.at(-1) ?? this.#lastTime
  }

  #layers(): ColumnLayer<CandleColumns>[] {
    return [...this.#fixedLayers, ...this.#lineLayers]
  }

  #showNewest(): void {
    this.chart.timeScale().applyOptions(FIRST_VIEW)
    this.chart.timeScale().scrollToPosition(FIRST_VIEW.rightOffset, false)
  }

  /** Those of all bots of the market: other ones have other lines. Says whether anything was replaced. */
  #replaceLines(candles: CandleColumns, bots: readonly BotView[]): boolean {
    const ids = Object.keys(candles.lines)
    if (ids.join() === this.#lineIds) return false
    const known = botLines(bots)
    for (const line of this.#lines) this.chart.removeSeries(line)
    this.#lines = ids.map((id, index) => this.#addLine(index, known.get(id)))
    this.chart.panes()[0]?.setStretchFactor(CANDLES_TO_LINES)
    this.#lineLayers = this.#lines.map((line, index) =>
      columnLayer(line, (columns: CandleColumns, start) =>
        lineData(columns, ids[index] ?? '', start),
      ),
    )
    this.#lineIds = ids.join()
    return true
  }

  #addCandles(priceDecimals: number): ISeriesApi<'Candlestick'> {
    const { up, down } = this.#colours
    return this.chart.addSeries(CandlestickSeries, {
      upColor: up,
      downColor: down,
      borderVisible: false,
      wickUpColor: up,
      wickDownColor: down,
      priceFormat: {
        type: 'price',
        precision: priceDecimals,
        minMove: Number(`1e-${priceDecimals}`),
      },
    })
  }

  #addVolume(): ISeriesApi<'Histogram'> {
    const volume = this.chart.addSeries(HistogramSeries, {
      priceScaleId: 'volume',
      priceFormat: { type: 'volume' },
      lastValueVisible: false,
      priceLineVisible: false,
    })
    volume.priceScale().applyOptions({ scaleMargins: { top: 0.84, bottom: 0 } })
    return volume
  }

  /** Lines differ by colour and by dash, so that they can be told apart without colour. */
  #addLine(index: number, line: BotView['lines'][number] | undefined): ISeriesApi<'Line'> {
    const { strategyLines, ink } = this.#colours
    const options = {
      color: strategyLines[index % strategyLines.length] ?? ink,
      lineWidth: 2,
      lineStyle: index % strategyLines.length === 0 ? LineStyle.Solid : LineStyle.LargeDashed,
      lineType: line?.isStepped ? LineType.WithSteps : LineType.Simple,
      lastValueVisible: false,
      priceLineVisible: false,
      crosshairMarkerVisible: false,
    } as const
    // Lines that are no prices would flatten the candles.
    return this.chart.addSeries(LineSeries, options, line?.scale === 'own' ? 1 : 0)
  }
}
