import type {
  CandlestickData,
  HistogramData,
  LineData,
  UTCTimestamp,
  WhitespaceData,
} from 'lightweight-charts'
import type { CandleColumns, EquityColumns } from '../../../app/contract/engine-view.ts'

/** The chart counts time in seconds, in UTC. */
export function chartTime(timeMs: number): UTCTimestamp {
  return Math.floor(timeMs / 1_000) as UTCTimestamp
}

export function candleData(candles: CandleColumns, start: number): CandlestickData<UTCTimestamp>[] {
  return candles.openTime.slice(start).map((openTime, offset) => ({
    time: chartTime(openTime),
    open: candles.open[start + offset] ?? 0,
    high: candles.high[start + offset] ?? 0,
    low: candles.low[start + offset] ?? 0,
    close: candles.close[start + offset] ?? 0,
  }))
}

/** Volume takes the colour of its candle. */
export function volumeData(
  candles: CandleColumns,
  start: number,
  colours: { readonly up: string; readonly down: string },
): HistogramData<UTCTimestamp>[] {
  return candles.openTime.slice(start).map((openTime, offset) => {
    const index = start + offset
    const isUp = (candles.close[index] ?? 0) >= (candles.open[index] ?? 0)
    return {
      time: chartTime(openTime),
      value: candles.volume[index] ?? 0,
      color: isUp ? colours.up : colours.down,
    }
  })
}

/** A strategy line leaves a gap while it warms up. */
export function lineData(
  candles: CandleColumns,
  lineId: string,
  start: number,
): (LineData<UTCTimestamp> | WhitespaceData<UTCTimestamp>)[] {
  const values = candles.lines[lineId] ?? []
  return candles.openTime.slice(start).map((openTime, offset) => {
    const time = chartTime(openTime)
    const value = values[start + offset]
    return value === null || value === undefined ? { time } : { time, value }
  })
}

/** Of a column of any length; what has no value yet leaves a gap. */
export function columnData(
  openTime: readonly number[],
  values: Float64Array | undefined,
  start: number,
): (LineData<UTCTimestamp> | WhitespaceData<UTCTimestamp>)[] {
  return openTime.slice(start).map((timeMs, offset) => {
    const time = chartTime(timeMs)
    const value = values?.[start + offset] ?? Number.NaN
    return Number.isNaN(value) ? { time } : { time, value }
  })
}

/** The chart wants each second once, in order: the last value of a second wins. */
export function equityData(equity: EquityColumns, start: number): LineData<UTCTimestamp>[] {
  const points: LineData<UTCTimestamp>[] = []
  equity.time.slice(start).forEach((timeMs, offset) => {
    const point = { time: chartTime(timeMs), value: equity.equity[start + offset] ?? 0 }
    const last = points.at(-1)
    if (last && last.time === point.time) points.pop()
    if (!last || last.time <= point.time) points.push(point)
  })
  return points
}

/** Index of the first time at or after this one. */
export function indexFrom(times: readonly number[], timeMs: number): number {
  let index = times.length
  while (index > 0 && (times[index - 1] ?? 0) >= timeMs) index -= 1
  return index
}
