import type { Quantity } from '../../domain/amount.ts'
import type { Candle } from '../../domain/candle.ts'
import { type CandleArrays, firstPlaceAt } from '../../domain/candle-arrays.ts'

/** Columns that are being filled; what they are counts of is said elsewhere. */
export interface CandleColumns extends Omit<CandleArrays, 'priceDecimals'> {
  readonly largeVolumes: Map<number, Quantity>
}

export function emptyColumns(size: number): CandleColumns {
  const column = () => new Float64Array(size)
  return {
    ...{ openTime: column(), open: column(), high: column(), low: column(), close: column() },
    ...{ volume: column(), largeVolumes: new Map() },
  }
}

export function putCandle(columns: CandleColumns, place: number, candle: Candle): void {
  columns.openTime[place] = candle.openTime
  columns.open[place] = candle.open
  columns.high[place] = candle.high
  columns.low[place] = candle.low
  columns.close[place] = candle.close
  columns.volume[place] = Number(candle.volume)
  if (typeof candle.volume === 'bigint') columns.largeVolumes.set(place, candle.volume)
}

/** The same candles as columns. */
export function arraysOf(candles: readonly Candle[], priceDecimals: number): CandleArrays {
  const columns = emptyColumns(candles.length)
  for (const [index, candle] of candles.entries()) putCandle(columns, index, candle)
  return { ...columns, priceDecimals }
}

/** Those that open from one time on and before another; the columns are shared, not copied. */
export function within(arrays: CandleArrays, from: number, until: number): CandleArrays {
  const [first, end] = [firstPlaceAt(arrays.openTime, from), firstPlaceAt(arrays.openTime, until)]
  if (first === 0 && end === arrays.openTime.length) return arrays
  const part = (column: Float64Array) => column.subarray(first, end)
  const large = [...arrays.largeVolumes].filter(([place]) => place >= first && place < end)
  return {
    priceDecimals: arrays.priceDecimals,
    openTime: part(arrays.openTime),
    open: part(arrays.open),
    high: part(arrays.high),
    low: part(arrays.low),
    close: part(arrays.close),
    volume: part(arrays.volume),
    largeVolumes: new Map(large.map(([place, volume]) => [place - first, volume])),
  }
}
