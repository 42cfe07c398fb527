import type { IChartApi } from 'lightweight-charts'
import type { MarketCandles } from '../../../../app/contract/market-watch.ts'
import type { ChartLook } from '../../../components/chart/chart-look.ts'
import { IndicatorValues } from '../../../components/chart/indicator-values.tsx'
import { linesOf } from '../../../components/chart/indicators.ts'
import { LegendValue, LineSwatch } from '../../../components/chart/legend-values.tsx'
import { usePointedTime } from '../../../components/chart/use-pointed-time.ts'
import { formatZoned } from '../../../components/chart/zoned-time.ts'
import { classNames } from '../../../components/class-names.ts'
import { formatMarketPrice, formatVolume } from '../../../format/market-price.ts'

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
  const { openTime, open, high, low, close, volume } = candles
  if (openTime.length === 0) return null
  const found = pointed === null ? -1 : openTime.lastIndexOf(pointed)
  const index = found >= 0 ? found : openTime.length - 1
  const price = (column: Float64Array) => formatMarketPrice(column[index] ?? 0, decimals)
  const isUp = (close[index] ?? 0) >= (open[index] ?? 0)
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
      {!isCompact && (
        <IndicatorValues
          indicators={look.indicators}
          closes={close}
          {...{ index, decimals }}
          linesBefore={0}
        />
      )}
      {look.comparison && !isCompact && (
        <p className="flex items-center gap-1.5">
          <LineSwatch index={linesOf(look.indicators)} />
          <span className="text-ink-soft">{look.comparison}, in percent</span>
        </p>
      )}
    </div>
  )
}
