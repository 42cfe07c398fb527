import type { SeriesMarker, UTCTimestamp } from 'lightweight-charts'
import type { BacktestTrade } from '../../../app/contract/backtest-document.ts'
import { candleAt } from './candle-at.ts'
import { chartTime } from './chart-data.ts'

/** With more arrows than this their words would only cover each other. */
const WORDS_MAX = 40

/** An arrow for every trade, at the bar in which it happened. */
export function resultMarkers(
  trades: readonly BacktestTrade[],
  openTimes: readonly number[],
  colours: { readonly up: string; readonly down: string },
): SeriesMarker<UTCTimestamp>[] {
  return trades.flatMap(({ time, side }, index) => {
    const openTime = candleAt(openTimes, time)
    if (openTime === undefined) return []
    const isBuy = side === 'buy'
    return [
      {
        id: String(index),
        time: chartTime(openTime),
        position: isBuy ? ('belowBar' as const) : ('aboveBar' as const),
        shape: isBuy ? ('arrowUp' as const) : ('arrowDown' as const),
        color: isBuy ? colours.up : colours.down,
        ...(trades.length <= WORDS_MAX ? { text: side } : {}),
      },
    ]
  })
}
