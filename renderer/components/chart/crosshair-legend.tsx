import type { IChartApi } from 'lightweight-charts'
import { useMemo } from 'react'
import type { CandleColumns } from '../../../app/contract/engine-view.ts'
import { formatDecimal } from '../../format/decimal.ts'
import { useChartDesk } from '../../stores/chart-desk-store.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { botLines } from './bot-lines.ts'
import { IndicatorValues } from './indicator-values.tsx'
import { CandleValues, LegendValue, LineSwatch } from './legend-values.tsx'
import { usePointedTime } from './use-pointed-time.ts'
import { formatZoned } from './zoned-time.ts'

/** Values of the candle under the crosshair; of the newest one when there is no crosshair. */
export function CrosshairLegend({ chart }: { readonly chart: IChartApi | null }) {
  const candles = useEngine((snapshot) => snapshot.candles)
  const decimals = useEngine(({ account }) => account.priceDecimals) ?? 2
  const { zone, indicators } = useChartDesk((state) => state.look)
  const pointed = usePointedTime(chart)
  const closes = useMemo(() => Float64Array.from(candles?.close ?? []), [candles])
  if (!candles || candles.openTime.length === 0) return null
  const found = pointed === null ? -1 : candles.openTime.lastIndexOf(pointed)
  const index = found >= 0 ? found : candles.openTime.length - 1
  return (
    <div className="pointer-events-none absolute top-2 right-20 left-3 z-10 flex flex-col text-small">
      <p className="flex gap-x-4">
        <span className="text-ink-soft">{formatZoned(candles.openTime[index] ?? 0, zone)}</span>
        <CandleValues candles={candles} index={index} decimals={decimals} />
        <LegendValue word="Vol" text={formatDecimal((candles.volume[index] ?? 0).toFixed(2), 2)} />
      </p>
      <p className="flex flex-wrap gap-x-4">
        <LineValues candles={candles} index={index} decimals={decimals} />
      </p>
      <IndicatorValues
        {...{ indicators, closes, index, decimals }}
        linesBefore={Object.keys(candles.lines).length}
      />
    </div>
  )
}

type LineValuesProps = {
  readonly candles: CandleColumns
  readonly index: number
  readonly decimals: number
}

const OWN_SCALE_DECIMALS = 2

function LineValues({ candles, index, decimals }: LineValuesProps) {
  const bots = useEngine(({ status }) => status.bots)
  const lines = useMemo(() => botLines(bots ?? []), [bots])
  return Object.entries(candles.lines).map(([id, values], position) => {
    const value = values[index]
    const line = lines.get(id)
    const shownDecimals = line?.scale === 'own' ? OWN_SCALE_DECIMALS : decimals
    return (
      <span key={id} className="flex items-center gap-1.5 whitespace-nowrap">
        <LineSwatch index={position} />
        <span className="text-ink-soft">{line?.title ?? id}</span>
        {value === null || value === undefined
          ? 'not yet'
          : formatDecimal(value.toFixed(shownDecimals), shownDecimals)}
      </span>
    )
  })
}
