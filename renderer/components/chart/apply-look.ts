import { type IChartApi, PriceScaleMode, type Time } from 'lightweight-charts'
import type { Scale, Zone } from './chart-look.ts'
import { formatZoned, zonedTickMark } from './zoned-time.ts'

const MODES: Readonly<Record<Scale, PriceScaleMode>> = {
  linear: PriceScaleMode.Normal,
  log: PriceScaleMode.Logarithmic,
  percent: PriceScaleMode.Percentage,
}

/** The scale of the prices, and the zone of the times. */
export function applyLook(chart: IChartApi, scale: Scale, zone: Zone): void {
  chart.priceScale('right').applyOptions({ mode: MODES[scale] })
  chart.applyOptions({
    localization: { timeFormatter: (time: Time) => formatZoned(Number(time) * 1_000, zone) },
    timeScale: { tickMarkFormatter: zonedTickMark(zone) },
  })
}
