import {
  type ChartOptions,
  ColorType,
  CrosshairMode,
  type DeepPartial,
  type Time,
} from 'lightweight-charts'
import { formatDecimal } from '../../format/decimal.ts'
import { formatMinute } from '../../format/time.ts'
import type { ChartColours } from './chart-colours.ts'
import { formatTickMark } from './format-tick-mark.ts'

/**
 * What both charts share. The attribution logo would write a style element and HTML, which the content security policy
 * forbids; the settings screen carries the attribution instead.
 */
export function chartOptions(colours: ChartColours, decimals: number): DeepPartial<ChartOptions> {
  const formatPrice = (price: number) => formatDecimal(price.toFixed(decimals), decimals)
  return {
    autoSize: true,
    layout: {
      background: { type: ColorType.Solid, color: colours.panel },
      textColor: colours.inkSoft,
      fontFamily: "'Inter Variable', system-ui, sans-serif",
      fontSize: 11,
      attributionLogo: false,
      panes: { separatorColor: colours.line, separatorHoverColor: colours.lineStrong },
    },
    grid: { vertLines: { visible: false }, horzLines: { color: colours.line } },
    localization: {
      priceFormatter: formatPrice,
      timeFormatter: (time: Time) => formatMinute(Number(time) * 1_000),
    },
    crosshair: {
      mode: CrosshairMode.Normal,
      vertLine: { color: colours.lineStrong, labelBackgroundColor: colours.lineStrong },
      horzLine: { color: colours.lineStrong, labelBackgroundColor: colours.lineStrong },
    },
    rightPriceScale: {
      borderColor: colours.line,
      minimumWidth: 76,
      // A price whose upper or lower half is cut off at the edge is worse than none.
      entireTextOnly: true,
      scaleMargins: { top: 0.14, bottom: 0.2 },
    },
    timeScale: {
      borderColor: colours.line,
      timeVisible: true,
      secondsVisible: false,
      tickMarkFormatter: formatTickMark,
    },
  }
}
