import {
  CandlestickSeries,
  createChart,
  HistogramSeries,
  type IChartApi,
  type ISeriesApi,
  LineSeries,
  LineStyle,
  PriceScaleMode,
  type UTCTimestamp,
} from 'lightweight-charts'
import type { MarketCandles } from '../../../../app/contract/market-watch.ts'
import { applyLook } from '../../../components/chart/apply-look.ts'
import { type ChartColours, faded } from '../../../components/chart/chart-colours.ts'
import { type ChartLook, scaleOf } from '../../../components/chart/chart-look.ts'
import { chartOptions } from '../../../components/chart/chart-options.ts'
import { INDICATOR_WORDS, indicatorValues } from '../../../components/chart/indicators.ts'
import { formatMarketPrice } from '../../../format/market-price.ts'
import { barMs, type Timeframe } from './bar-levels.ts'
import type { ChartView } from './candle-trail.ts'
import { placeOf, timeAt } from './candle-window.ts'

const FIRST_VIEW = { barSpacing: 6, rightOffset: 8 }
const CANDLES_TO_PANE = 3.5
const VOLUME_ALPHA = 0.28
type Range = { readonly from: number; readonly to: number }

export type Drawn = {
  readonly candles: MarketCandles
  /** How long its bars are. */
  readonly level: Timeframe
  /** Of the market that is compared; empty while there is none. */
  readonly compared: MarketCandles
  readonly look: ChartLook
}

/** Candles of one market with what its owner wants to see of them. */
export class MarketPainter {
  readonly chart: IChartApi
  readonly #colours: ChartColours
  readonly #candles: ISeriesApi<'Candlestick'>
  readonly #volume: ISeriesApi<'Histogram'>
  readonly #volumeColours: { readonly up: string; readonly down: string }
  readonly #listening = new AbortController()
  #lines: ISeriesApi<'Line'>[] = []
  #drawn: Drawn | null = null
  #isHeld = false
  /** What is shown meanwhile is neither what was nor what will be. */
  #isDrawing = false
  /** Nobody has moved away from the newest. */
  #isAtNewest = true
  #aim: Range | null = null
  #tellView: () => void = () => undefined

  constructor(container: HTMLElement, colours: ChartColours, decimals: number | null) {
    this.#colours = colours
    const { up, down } = colours
    this.#volumeColours = { up: faded(up, VOLUME_ALPHA), down: faded(down, VOLUME_ALPHA) }
    this.chart = createChart(container, chartOptions(colours, decimals ?? 2))
    this.chart.applyOptions({ localization: { priceFormatter: priceWords(decimals) } })
    this.chart.timeScale().applyOptions(FIRST_VIEW)
    this.#volume = this.chart.addSeries(HistogramSeries, {
      ...{ priceScaleId: 'volume', priceFormat: { type: 'volume' } },
      ...{ lastValueVisible: false, priceLineVisible: false },
    })
    this.#volume.priceScale().applyOptions({ scaleMargins: { top: 0.84, bottom: 0 } })
    this.#candles = this.chart.addSeries(CandlestickSeries, {
      ...{ upColor: up, downColor: down, borderVisible: false },
      ...{ wickUpColor: up, wickDownColor: down },
    })
    this.chart.timeScale().subscribeVisibleLogicalRangeChange(() => this.#tellView())
    this.#watchPointer(container)
  }

  /** Calls back with what is shown, now and whenever that is other bars. */
  onView(callback: (view: ChartView) => void): void {
    this.#tellView = () => {
      if (this.#isDrawing) return
      const range = this.#range()
      if (range === null || this.#drawn === null) return
      const { candles } = this.#drawn
      const barSpacing = this.chart.timeScale().width() / (range.to - range.from + 1)
      callback({ candles, from: range.from, to: range.to, barSpacing, isHeld: this.#isHeld })
    }
    this.#tellView()
  }

  draw(drawn: Drawn): void {
    const before = this.#drawn
    this.#drawn = drawn
    const { candles, look } = drawn
    this.#isDrawing = true
    if (before?.candles !== candles) this.#drawCandles(drawn, before)
    if (before?.look !== look) applyLook(this.chart, scaleOf(look), look.zone)
    if (before?.look !== look || before.candles !== candles || before.compared !== drawn.compared) {
      this.#drawLines(drawn)
    }
    this.#isDrawing = false
    this.#tellView()
  }

  /** By a share of what is shown, to the right where it is positive. */
  pan(share: number): void {
    const range = this.#range()
    if (range === null) return
    this.#isAtNewest = false
    const bars = range.to - range.from + 1
    this.#show(range.to + bars * share, bars)
  }

  /** Shows so many times as many candles, the right edge where it is. */
  zoom(factor: number): void {
    const range = this.#range()
    if (range === null) return
    this.#isAtNewest = false
    this.#show(range.to, Math.max(10, (range.to - range.from + 1) * factor))
  }

  showNewest(): void {
    this.#isAtNewest = true
    this.#aim = null
    this.chart.timeScale().scrollToPosition(FIRST_VIEW.rightOffset, false)
    this.#afterFrame()
  }

  remove(): void {
    this.#listening.abort()
    this.chart.remove()
  }

  /** Until it is let go, nothing moves under the pointer that drags the chart. */
  #watchPointer(container: HTMLElement): void {
    const { signal } = this.#listening
    const hold = (isHeld: boolean) => () => {
      this.#isHeld = isHeld
      if (!isHeld) this.#tellView()
    }
    container.addEventListener('pointerdown', hold(true), { capture: true, signal })
    for (const moving of ['pointerdown', 'wheel'] as const) {
      const leave = () => {
        this.#isAtNewest = false
      }
      container.addEventListener(moving, leave, { capture: true, passive: true, signal })
    }
    window.addEventListener('pointerup', hold(false), { signal })
    window.addEventListener('pointercancel', hold(false), { signal })
  }

  /** Only what is new, where what was drawn is still the beginning. */
  #drawCandles(drawn: Drawn, before: Drawn | null): void {
    const { candles } = drawn
    const { length } = candles.openTime
    const known = before?.candles.openTime.length ?? 0
    const isSame =
      before?.level === drawn.level && before.candles.openTime[0] === candles.openTime[0]
    if (known === 0 || !isSame || length - known > 3 || length < known) {
      this.#drawAll(drawn, before)
      return
    }
    for (let index = known - 1; index < length; index += 1) {
      this.#candles.update(candleAt(candles, index))
      this.#volume.update(this.#volumeAt(candles, index))
    }
  }

  /** All anew, and the same stretch of time is shown as before. */
  #drawAll(drawn: Drawn, before: Drawn | null): void {
    const { candles } = drawn
    const range = this.#range()
    this.#candles.setData(rows(candles, 0, (index) => candleAt(candles, index)))
    this.#volume.setData(rows(candles, 0, (index) => this.#volumeAt(candles, index)))
    if (before === null || before.candles.openTime.length === 0) this.showNewest()
    else if (this.#isAtNewest && before.level === drawn.level) this.showNewest()
    else if (range !== null && !this.#isHeld) {
      const place = (at: number) =>
        placeOf(candles, timeAt(before.candles, at, barMs(before.level)), barMs(drawn.level))
      const share = barMs(before.level) / barMs(drawn.level)
      this.#show(place(range.to), (range.to - range.from + 1) * share)
    }
  }

  /** So many bars up to a place. */
  #show(to: number, bars: number): void {
    this.#aim = { from: to - bars + 1, to }
    this.chart.timeScale().setVisibleLogicalRange(this.#aim)
    this.#afterFrame()
  }

  /** What is set takes effect when the next frame is drawn; this is called within the same. */
  #afterFrame(): void {
    requestAnimationFrame(() => {
      this.#aim = null
      if (!this.#listening.signal.aborted) this.#tellView()
    })
  }

  /** What is shown, or will be within a frame. */
  #range(): Range | null {
    return this.#aim ?? this.chart.timeScale().getVisibleLogicalRange()
  }

  #volumeAt({ openTime, open, close, volume }: MarketCandles, index: number) {
    const { up, down } = this.#volumeColours
    const isUp = (close[index] ?? 0) >= (open[index] ?? 0)
    return {
      time: secondsAt(openTime, index),
      value: volume[index] ?? 0,
      color: isUp ? up : down,
    }
  }

  #drawLines({ candles, compared, look }: Drawn): void {
    for (const line of this.#lines) this.chart.removeSeries(line)
    this.#lines = []
    let panes = 1
    for (const indicator of look.indicators) {
      const pane = INDICATOR_WORDS[indicator.kind].hasPane ? panes++ : 0
      for (const values of indicatorValues(indicator, candles.close)) {
        this.#addLine(pane, candles, values)
      }
    }
    if (compared.openTime.length > 0) this.#addLine(0, compared, compared.close)
    for (const [index, pane] of this.chart.panes().entries()) {
      pane.setStretchFactor(index === 0 ? CANDLES_TO_PANE : 1)
    }
  }

  /** Lines differ by colour and by dash, so that they can be told apart without colour. */
  #addLine(pane: number, { openTime }: MarketCandles, values: Float64Array): void {
    const { strategyLines, ink } = this.#colours
    const place = this.#lines.length
    const line = this.chart.addSeries(
      LineSeries,
      {
        color: strategyLines[place % strategyLines.length] ?? ink,
        lineWidth: 2,
        lineStyle: place % strategyLines.length === 0 ? LineStyle.Solid : LineStyle.LargeDashed,
        ...{ lastValueVisible: false, priceLineVisible: false, crosshairMarkerVisible: false },
      },
      pane,
    )
    // Its values are no prices, which percent or a logarithm would be of.
    if (pane > 0) line.priceScale().applyOptions({ mode: PriceScaleMode.Normal })
    line.setData(
      Array.from(values, (value, index) => {
        const time = secondsAt(openTime, index)
        return Number.isNaN(value) ? { time } : { time, value }
      }),
    )
    this.#lines.push(line)
  }
}

function rows<Row>(candles: MarketCandles, start: number, at: (index: number) => Row): Row[] {
  const length = candles.openTime.length - start
  return Array.from({ length }, (_, offset) => at(start + offset))
}

function candleAt({ openTime, open, high, low, close }: MarketCandles, index: number) {
  return {
    time: secondsAt(openTime, index),
    open: open[index] ?? 0,
    high: high[index] ?? 0,
    low: low[index] ?? 0,
    close: close[index] ?? 0,
  }
}

function secondsAt(openTime: Float64Array, index: number): UTCTimestamp {
  return Math.floor((openTime[index] ?? 0) / 1_000) as UTCTimestamp
}

function priceWords(decimals: number | null) {
  return (price: number) => formatMarketPrice(price, decimals)
}
