import {
  AreaSeries,
  CandlestickSeries,
  createChart,
  createSeriesMarkers,
  createTextWatermark,
  type IChartApi,
  type ISeriesApi,
  LineSeries,
  LineStyle,
  LineType,
  type Time,
} from 'lightweight-charts'
import type { BacktestView } from '../../../app/contract/research.ts'
import type { StrategyView } from '../../../app/contract/setup.ts'
import { formatDecimal } from '../../format/decimal.ts'
import { formatMinute } from '../../format/time.ts'
import { type ChartColours, faded } from './chart-colours.ts'
import { candleData, chartTime, lineData } from './chart-data.ts'
import { chartOptions } from './chart-options.ts'
import { resultMarkers } from './result-markers.ts'

const PERCENT = { type: 'custom', formatter: percentText, minMove: 0.0001 } as const
const MONEY = { type: 'custom', formatter: moneyText, minMove: 0.01 } as const
const QUIET = { priceLineVisible: false, lastValueVisible: false } as const

type Lines = StrategyView['lines']

/** Draws a finished run: candles with its trades, and below them what the account was worth and how far it fell. */
export class ResultPainter {
  readonly chart: IChartApi
  readonly #colours: ChartColours
  readonly #view: BacktestView

  constructor(
    container: HTMLElement,
    colours: ChartColours,
    { view, lines }: { readonly view: BacktestView; readonly lines: Lines },
  ) {
    this.#colours = colours
    this.#view = view
    const options = chartOptions(colours, view.chart.priceDecimals)
    // One for all panes would show shares as prices.
    this.chart = createChart(container, { ...options, localization: { timeFormatter: timeText } })
    this.chart.applyOptions({ rightPriceScale: { scaleMargins: { top: 0.1, bottom: 0.08 } } })
    this.#drawCandles()
    const hasOwn = this.#drawLines(lines)
    const equityPane = hasOwn ? 2 : 1
    this.#drawEquity(equityPane)
    this.#drawDrawdown(equityPane + 1)
    this.#share(hasOwn ? [5, 1.5, 2.6, 1.5] : [5, 2.6, 1.5])
    this.#caption(equityPane, 'Equity, and buy and hold (dashed)')
    this.#caption(equityPane + 1, 'Drawdown')
    // Thousands of bars have to fit at once.
    this.chart.timeScale().applyOptions({ minBarSpacing: 0.05 })
    this.chart.timeScale().fitContent()
  }

  remove(): void {
    this.chart.remove()
  }

  #drawCandles(): void {
    const { up, down } = this.#colours
    const { bars, marks, priceDecimals } = this.#view.chart
    const candles = this.chart.addSeries(CandlestickSeries, {
      ...{ upColor: up, downColor: down, wickUpColor: up, wickDownColor: down },
      ...{ borderVisible: false, ...QUIET },
      priceFormat: priceFormatOf(priceDecimals),
    })
    candles.setData(candleData(bars, 0))
    // Room for the legend.
    candles.priceScale().applyOptions({ scaleMargins: { top: 0.24, bottom: 0.08 } })
    createSeriesMarkers(candles, resultMarkers(marks, this.#colours))
  }

  /** Says whether some have a scale, and so a pane, of their own. */
  #drawLines(lines: Lines): boolean {
    const { bars } = this.#view.chart
    for (const [index, { id, scale, isStepped }] of lines.entries()) {
      const line = this.#addLine(scale === 'own' ? 1 : 0, {
        color: this.#colours.strategyLines[index % 3] ?? this.#colours.ink,
        lineStyle: index === 0 ? LineStyle.Solid : LineStyle.LargeDashed,
        lineWidth: 1,
      })
      if (isStepped) line.applyOptions({ lineType: LineType.WithSteps })
      line.setData(lineData(bars, id, 0))
    }
    return lines.some(({ scale }) => scale === 'own')
  }

  #drawEquity(pane: number): void {
    const { ink, inkSoft } = this.#colours
    const { equity, hold } = this.#view.chart
    const area = this.chart.addSeries(
      AreaSeries,
      {
        ...{ lineColor: ink, lineWidth: 2, priceFormat: MONEY, ...QUIET },
        ...{ topColor: faded(ink, 0.12), bottomColor: faded(ink, 0) },
      },
      pane,
    )
    area.setData(this.#points(equity))
    const held = this.#addLine(pane, { color: inkSoft, lineStyle: LineStyle.Dashed, lineWidth: 1 })
    held.applyOptions({ priceFormat: MONEY })
    held.setData(this.#points(hold))
  }

  #drawDrawdown(pane: number): void {
    const { down } = this.#colours
    const area = this.chart.addSeries(
      AreaSeries,
      {
        ...{ lineColor: down, lineWidth: 1, priceFormat: PERCENT, ...QUIET },
        ...{ invertFilledArea: true, topColor: faded(down, 0.02), bottomColor: faded(down, 0.3) },
      },
      pane,
    )
    area.setData(this.#points(this.#view.chart.drawdown))
  }

  #addLine(
    pane: number,
    options: { readonly color: string; readonly lineStyle: LineStyle; readonly lineWidth: 1 | 2 },
  ): ISeriesApi<'Line'> {
    return this.chart.addSeries(
      LineSeries,
      { ...options, ...QUIET, crosshairMarkerVisible: false },
      pane,
    )
  }

  #points(values: readonly number[]) {
    const { openTime } = this.#view.chart.bars
    return openTime.map((time, index) => ({ time: chartTime(time), value: values[index] ?? 0 }))
  }

  #share(factors: readonly number[]): void {
    for (const [index, pane] of this.chart.panes().entries()) {
      pane.setStretchFactor(factors[index] ?? 1)
    }
  }

  /** On the canvas itself, since only the chart knows where its panes are. */
  #caption(index: number, text: string): void {
    const pane = this.chart.panes()[index]
    if (pane === undefined) return
    createTextWatermark(pane, {
      horzAlign: 'left',
      vertAlign: 'top',
      lines: [
        {
          text,
          color: this.#colours.inkSoft,
          fontSize: 11,
          fontFamily: "'Inter Variable', system-ui, sans-serif",
        },
      ],
    })
  }
}

function priceFormatOf(decimals: number) {
  const formatter = (price: number) => formatDecimal(price.toFixed(decimals), decimals)
  return { type: 'custom', formatter, minMove: Number(`1e-${decimals}`) } as const
}

function timeText(time: Time): string {
  return formatMinute(Number(time) * 1_000)
}

function percentText(share: number): string {
  return `${(share * 100).toFixed(1)} %`.replace('-', '−')
}

function moneyText(amount: number): string {
  return Math.round(amount).toLocaleString('en-US')
}
