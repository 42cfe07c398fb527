import type { CandleColumns, EquityColumns } from '../../app/contract/engine-view.ts'
import { HISTORY_LIMITS } from '../../app/contract/history-limits.ts'

/** Appends candles; one whose openTime is already there replaces it. Keeps the newest. */
export function mergeCandles(current: CandleColumns, change: CandleColumns): CandleColumns {
  if (change.openTime.length === 0) return current
  const places = placesOf(current.openTime, change.openTime)
  const merge = <Value>(before: readonly Value[], after: readonly Value[]) =>
    placed(before, after, places).slice(-HISTORY_LIMITS.candles)
  return {
    openTime: merge(current.openTime, change.openTime),
    open: merge(current.open, change.open),
    high: merge(current.high, change.high),
    low: merge(current.low, change.low),
    close: merge(current.close, change.close),
    volume: merge(current.volume, change.volume),
    lines: mergeLines(current, change, places),
  }
}

export function mergeEquity(current: EquityColumns, change: EquityColumns): EquityColumns {
  if (change.time.length === 0) return current
  const places = placesOf(current.time, change.time)
  return {
    time: placed(current.time, change.time, places).slice(-HISTORY_LIMITS.equity),
    equity: placed(current.equity, change.equity, places).slice(-HISTORY_LIMITS.equity),
  }
}

function mergeLines(current: CandleColumns, change: CandleColumns, places: readonly number[]) {
  const ids = new Set([...Object.keys(current.lines), ...Object.keys(change.lines)])
  const lines: CandleColumns['lines'] = {}
  for (const id of ids) {
    const before = current.lines[id] ?? current.openTime.map(() => null)
    // A candle that was revised brings no new points: those of its close stay.
    const after = places.map((place, index) => change.lines[id]?.[index] ?? before[place] ?? null)
    lines[id] = placed(before, after, places).slice(-HISTORY_LIMITS.candles)
  }
  return lines
}

/** Where each incoming time belongs: at the same time's place, or behind the last one. */
function placesOf(times: readonly number[], incoming: readonly number[]): number[] {
  let end = times.length
  return incoming.map((time) => {
    const known = times.lastIndexOf(time)
    if (known >= 0) return known
    end += 1
    return end - 1
  })
}

function placed<Value>(
  before: readonly Value[],
  after: readonly Value[],
  places: readonly number[],
): Value[] {
  const merged = before.slice()
  places.forEach((place, index) => {
    const value = after[index]
    if (value !== undefined) merged[place] = value
  })
  return merged
}
