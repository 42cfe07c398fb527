import {
  createSeriesMarkers,
  type IPriceLine,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  LineStyle,
  type Time,
} from 'lightweight-charts'
import type { EngineSnapshot, FillView } from '../../../app/contract/engine-view.ts'
import type { ChartColours } from './chart-colours.ts'
import { type PriceLevel, priceLevels } from './price-levels.ts'
import { tradeMarkers } from './trade-markers.ts'

/** What trading adds to the candles: arrows at fills, and the levels of the open positions. */
export class TradeOverlay {
  readonly #series: ISeriesApi<'Candlestick'>
  readonly #colours: ChartColours
  readonly #markers: ISeriesMarkersPluginApi<Time>
  #fills: readonly FillView[] | null = null
  #firstTime = -1
  #levels = ''
  #lines: IPriceLine[] = []

  constructor(series: ISeriesApi<'Candlestick'>, colours: ChartColours) {
    this.#series = series
    this.#colours = colours
    this.#markers = createSeriesMarkers(series, [])
  }

  paint(snapshot: EngineSnapshot): void {
    this.#paintMarkers(snapshot)
    this.#paintLevels(priceLevels(snapshot))
  }

  #paintMarkers({ fills, candles }: EngineSnapshot): void {
    const firstTime = candles.openTime[0] ?? -1
    if (fills === this.#fills && firstTime === this.#firstTime) return
    this.#fills = fills
    this.#firstTime = firstTime
    this.#markers.setMarkers(tradeMarkers(fills, candles.openTime, this.#colours))
  }

  #paintLevels(levels: readonly PriceLevel[]): void {
    const key = JSON.stringify(levels)
    if (key === this.#levels) return
    this.#levels = key
    for (const line of this.#lines) this.#series.removePriceLine(line)
    this.#lines = levels.map((level) =>
      this.#series.createPriceLine({
        price: level.price,
        title: level.kind,
        color: this.#colourOf(level.kind),
        lineWidth: 1,
        lineStyle: level.kind === 'entry' ? LineStyle.Dashed : LineStyle.Dotted,
        axisLabelColor: this.#colours.line,
        axisLabelTextColor: this.#colours.ink,
      }),
    )
  }

  #colourOf(kind: PriceLevel['kind']): string {
    const { inkSoft, up, down } = this.#colours
    if (kind === 'entry') return inkSoft
    return kind === 'target' ? up : down
  }
}
