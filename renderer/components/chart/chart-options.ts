import { type ChartOptions, ColorType, CrosshairMode, type DeepPartial } from 'lightweight-charts'
import type { ChartColours } from './chart-colours.ts'

/**
 * What both charts share. The attribution logo would write a style element and HTML, which the content security policy
 * forbids; the settings screen carries the attribution instead.
 */
export function chartOptions(colours: ChartColours): DeepPartial<ChartOptions> {
  return {
    autoSize: true,
    layout: {
      background: { type: ColorType.Solid, color: colours.panel },
      textColor: colours.inkSoft,
      fontFamily: "'Inter Variable', system-ui, sans-serif",
      fontSize: 11,
      attributionLogo: false,
    },
    grid: { vertLines: { visible: false }, horzLines: { color: colours.line } },
    crosshair: {
      mode: CrosshairMode.Normal,
      vertLine: { color: colours.lineStrong, labelBackgroundColor: colours.lineStrong },
      horzLine: { color: colours.lineStrong, labelBackgroundColor: colours.lineStrong },
    },
    rightPriceScale: { borderColor: colours.line, minimumWidth: 72 },
    timeScale: { borderColor: colours.line, timeVisible: true, secondsVisible: false },
  }
}
