import type { SeriesMarker, UTCTimestamp } from 'lightweight-charts'
import type { BacktestChart } from '../../../app/contract/research.ts'
import { chartTime } from './chart-data.ts'

/** With more arrows than this their words would only cover each other. */
const WORDS_MAX = 40

/** An arrow for every side that was traded in a bar. */
export function resultMarkers(
  marks: BacktestChart['marks'],
  colours: { readonly up: string; readonly down: string },
): SeriesMarker<UTCTimestamp>[] {
  return marks.map(({ openTime, side }, index) => {
    const isBuy = side === 'buy'
    return {
      id: String(index),
      time: chartTime(openTime),
      position: isBuy ? ('belowBar' as const) : ('aboveBar' as const),
      shape: isBuy ? ('arrowUp' as const) : ('arrowDown' as const),
      color: isBuy ? colours.up : colours.down,
      ...(marks.length <= WORDS_MAX ? { text: side } : {}),
    }
  })
}
