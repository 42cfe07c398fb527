import type { IChartApi } from 'lightweight-charts'
import { useMemo } from 'react'
import type { MarketCandles } from '../../../../app/contract/market-watch.ts'
import type { ChartLook } from '../../../components/chart/chart-look.ts'
import { LegendValue, LineSwatch } from '../../../components/chart/legend-values.tsx'
import { usePointedTime } from '../../../components/chart/use-pointed-time.ts'
import { formatZoned } from '../../../components/chart/zoned-time.ts'
import { classNames } from '../../../components/class-names.ts'
import { formatMarketPrice, formatVolume } from '../../../format/market-price.ts'
import { INDICATOR_WORDS, indicatorTitle, indicatorValues } from './indicators.ts'

type MarketLegendProps = {
  readonly chart: IChartApi | null
  readonly candles: MarketCandles
  readonly look: ChartLook
  readonly decimals: number | null
  /** How long the bars are, where they are longer than those that were chosen. */
  readonly longerBars: string | null
  /** One of several: there is room for one line. */
  readonly isCompact: boolean
}

/** Values of the candle under the crosshair; of the newest one when there is no crosshair. */
export function MarketLegend(props: MarketLegendProps) {
  const { chart, candles, look, decimals, longerBars, isCompact } = props
  const pointed = usePointedTime(chart)
  const lines = useMemo(
    () =>
      isCompact
        ? []
        : look.indicators.map((indicator) => ({
            indicator,
            columns: indicatorValues(indicator, candles.close),
          })),
    [isCompact, look.indicators, candles],
  )
  const { openTime, open, high, low, close, volume } = candles
  if (openTime.length === 0) return null
  const found = pointed === null ? -1 : openTime.lastIndexOf(pointed)
  const index = found >= 0 ? found : openTime.length - 1
  const price = (column: Float64Array) => formatMarketPrice(column[index] ?? 0, decimals)
  const isUp = (close[index] ?? 0) >= (open[index] ?? 0)
  let place = 0
  return (
    <div className="pointer-events-none absolute top-2 right-20 left-3 z-10 flex flex-col text-small">
      <p className="flex flex-wrap gap-x-4">
        <span className="text-ink-soft">{formatZoned(openTime[index] ?? 0, look.zone)}</span>
        <span className={classNames('flex gap-x-3', isUp ? 'text-up' : 'text-down')}>
          {!isCompact && (
            <>
              <LegendValue word="O" text={price(open)} />
              <LegendValue word="H" text={price(high)} />
              <LegendValue word="L" text={price(low)} />
            </>
          )}
          <LegendValue word="C" text={`${price(close)} ${isUp ? '▲' : '▼'}`} />
        </span>
        {!isCompact && <LegendValue word="Vol" text={formatVolume(volume[index] ?? 0)} />}
        {longerBars !== null && (
          <span className="text-ink-soft">
            {isCompact ? '' : 'Zoomed out: '}bars of {longerBars}
          </span>
        )}
      </p>
      {lines.map(({ indicator, columns }) => (
        <p key={indicatorTitle(indicator)} className="flex flex-wrap gap-x-3">
          <span className="text-ink-soft">{indicatorTitle(indicator)}</span>
          {columns.map((column, line) => {
            const value = column[index] ?? Number.NaN
            const { hasPane, lines: names } = INDICATOR_WORDS[indicator.kind]
            return (
              <span key={names[line]} className="flex items-center gap-1.5 whitespace-nowrap">
                <LineSwatch index={place++} />
                {names.length > 1 && <span className="text-ink-soft">{names[line]}</span>}
                {Number.isNaN(value)
                  ? 'not yet'
                  : hasPane
                    ? formatMarketPrice(value, 2)
                    : formatMarketPrice(value, decimals)}
              </span>
            )
          })}
        </p>
      ))}
      {look.comparison && !isCompact && (
        <p className="flex items-center gap-1.5">
          <LineSwatch index={place} />
          <span className="text-ink-soft">{look.comparison}, in percent</span>
        </p>
      )}
    </div>
  )
}
