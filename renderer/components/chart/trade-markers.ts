import type { SeriesMarker, UTCTimestamp } from 'lightweight-charts'
import type { FillView } from '../../../app/contract/engine-view.ts'
import { candleAt } from './candle-at.ts'
import { chartTime } from './chart-data.ts'

/** An arrow for every order filled within a candle: buys below it and pointing up, sells above and pointing down. */
export function tradeMarkers(
  fills: readonly FillView[],
  openTimes: readonly number[],
  colours: { readonly up: string; readonly down: string },
): SeriesMarker<UTCTimestamp>[] {
  const markers = new Map<string, SeriesMarker<UTCTimestamp>>()
  for (const fill of fills) {
    const openTime = candleAt(openTimes, fill.time)
    if (openTime === undefined) continue
    const isBuy = fill.side === 'buy'
    const id = `${openTime}-${fill.clientOrderId}`
    markers.set(id, {
      id,
      time: chartTime(openTime),
      position: isBuy ? 'belowBar' : 'aboveBar',
      shape: isBuy ? 'arrowUp' : 'arrowDown',
      color: isBuy ? colours.up : colours.down,
      text: isBuy ? 'buy' : 'sell',
    })
  }
  return [...markers.values()].sort((first, second) => first.time - second.time)
}
