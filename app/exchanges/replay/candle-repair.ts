import type { Quantity } from '../../domain/amount.ts'
import type { Candle } from '../../domain/candle.ts'

/** What was put right in a file, row by row. */
export interface CandleRepair {
  /** Rows that stood behind a later one. */
  readonly unorderedRows: number
  /** Rows that said the same as another. */
  readonly duplicateRows: number
  /** Rows that said something else about a candle than a row behind them, which counts. */
  readonly conflictingRows: number
  /** Candles that were missing: flat at the close before, without volume. */
  readonly filledCandles: number
}

/** A candle with the line on which it stands. */
export interface CandleRow {
  readonly candle: Candle
  readonly line: number
}

const NO_VOLUME = 0 as Quantity

/** Puts rows into order, and leaves one of each time. */
export function orderedRows(rows: readonly CandleRow[]): {
  readonly rows: readonly CandleRow[]
  readonly repair: Omit<CandleRepair, 'filledCandles'>
} {
  let [unorderedRows, duplicateRows, conflictingRows] = [0, 0, 0]
  let newest = Number.NEGATIVE_INFINITY
  const byTime = new Map<number, CandleRow>()
  for (const row of rows) {
    const { openTime } = row.candle
    const before = byTime.get(openTime)
    if (before !== undefined && isSame(before.candle, row.candle)) duplicateRows += 1
    else if (before !== undefined) conflictingRows += 1
    else if (openTime < newest) unorderedRows += 1
    newest = Math.max(newest, openTime)
    byTime.set(openTime, row)
  }
  const ordered = [...byTime.values()].sort((a, b) => a.candle.openTime - b.candle.openTime)
  return { rows: ordered, repair: { unorderedRows, duplicateRows, conflictingRows } }
}

/** With a flat candle wherever one is missing. */
export function withoutGaps(candles: readonly Candle[], candleMs: number): readonly Candle[] {
  const filled: Candle[] = []
  for (const candle of candles) {
    let last = filled.at(-1)
    while (last !== undefined && candle.openTime - last.openTime > candleMs) {
      const { close } = last
      const openTime = last.openTime + candleMs
      last = { openTime, open: close, high: close, low: close, close, volume: NO_VOLUME }
      filled.push(last)
    }
    filled.push(candle)
  }
  return filled
}

function isSame(a: Candle, b: Candle): boolean {
  return (
    a.open === b.open &&
    a.high === b.high &&
    a.low === b.low &&
    a.close === b.close &&
    a.volume === b.volume
  )
}
