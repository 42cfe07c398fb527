import {
  CandlestickSeries,
  createChart,
  HistogramSeries,
  type IChartApi,
  type ISeriesApi,
  LineSeries,
  LineStyle,
  LineType,
  PriceScaleMode,
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
import { candleData, columnData, indexFrom, lineData, volumeData } from './chart-data.ts'
import type { ChartLook } from './chart-look.ts'
import { chartOptions } from './chart-options.ts'
import { type ColumnLayer, columnLayer } from './column-layer.ts'
import { dragOrders } from './drag-orders.ts'
import { INDICATOR_WORDS, indicatorTitle, indicatorValues } from './indicators.ts'
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
  #lines: ISeriesApi<'Line'>[] = []
  #lineLayers: readonly ColumnLayer<CandleColumns>[] = []
  #lineIds = ''
  #indicators: ChartLook['indicators'] = []
  /** A column for each of their lines. */
  #indicatorValues: readonly Float64Array[] = []
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
    if (candles !== this.#columns || hasOtherLines) this.#reckonIndicators(candles)
    const isOther = hasOtherLines || generation !== this.#generation
    if (isOther || this.#drawn > DRAWN_MAX) this.#drawAll(candles)
    else if (candles !== this.#columns) this.#drawNew(candles)
    if (generation !== this.#generation) this.#showNewest()
    this.#generation = generation
    this.#columns = candles
    this.#trades.paint(snapshot)
    this.#orders.paint(snapshot)
  }

  /** Indicators are drawn with the next paint. */
  applyLook({ scale, zone, indicators }: ChartLook): void {
    applyLook(this.chart, scale, zone)
    this.#indicators = indicators
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
    const wanted = [...ids, ...this.#indicators.map(indicatorTitle)].join()
    if (wanted === this.#lineIds) return false
    const known = botLines(bots)
    for (const line of this.#lines) this.chart.removeSeries(line)
    this.#lines = []
    this.#lineLayers = [
      ...ids.map((id) => this.#botLayer(id, known.get(id))),
      ...this.#indicatorLayers(ids.some((id) => known.get(id)?.scale === 'own') ? 2 : 1),
    ]
    for (const [index, pane] of this.chart.panes().entries()) {
      pane.setStretchFactor(index === 0 ? CANDLES_TO_LINES : 1)
    }
    this.#lineIds = wanted
    return true
  }

  #botLayer(id: string, line: BotView['lines'][number] | undefined): ColumnLayer<CandleColumns> {
    const lineType = line?.isStepped ? LineType.WithSteps : LineType.Simple
    // Lines that are no prices would flatten the candles.
    const series = this.#addLine(lineType, line?.scale === 'own' ? 1 : 0)
    return columnLayer(series, (columns: CandleColumns, start) => lineData(columns, id, start))
  }

  /** Those whose values are no prices have a pane each, from this one on. */
  #indicatorLayers(firstPane: number): readonly ColumnLayer<CandleColumns>[] {
    let [panes, column] = [firstPane, 0]
    return this.#indicators.flatMap(({ kind }) => {
      const { hasPane, lines } = INDICATOR_WORDS[kind]
      const pane = hasPane ? panes++ : 0
      return lines.map(() => {
        const place = column++
        return columnLayer(
          this.#addLine(LineType.Simple, pane),
          ({ openTime }: CandleColumns, start) =>
            columnData(openTime, this.#indicatorValues[place], start),
        )
      })
    })
  }

  #reckonIndicators({ close }: CandleColumns): void {
    const closes = Float64Array.from(close)
    this.#indicatorValues = this.#indicators.flatMap((one) => indicatorValues(one, closes))
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
  #addLine(lineType: LineType, pane: number): ISeriesApi<'Line'> {
    const { strategyLines, ink } = this.#colours
    const index = this.#lines.length
    const options = {
      color: strategyLines[index % strategyLines.length] ?? ink,
      lineWidth: 2,
      lineStyle: index % strategyLines.length === 0 ? LineStyle.Solid : LineStyle.LargeDashed,
      lineType,
      lastValueVisible: false,
      priceLineVisible: false,
      crosshairMarkerVisible: false,
    } as const
    const line = this.chart.addSeries(LineSeries, options, pane)
    // Its values are no prices, which percent or a logarithm would be of.
    if (pane > 0) line.priceScale().applyOptions({ mode: PriceScaleMode.Normal })
    this.#lines.push(line)
    return line
  }
}
