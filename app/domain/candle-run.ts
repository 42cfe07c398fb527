import type { Quantity } from './amount.ts'
import type { Candle } from './candle.ts'
import type { Price } from './price.ts'

/** One candle of many at a time, good until the next one is shown. */
export class CandleCursor implements Candle {
  openTime = Number.NaN
  open = Number.NaN as Price
  high = Number.NaN as Price
  low = Number.NaN as Price
  close = Number.NaN as Price
  volume = Number.NaN as Quantity
}

/** Closed candles of one market, the oldest first, which are looked at one after the other. */
export interface CandleRun {
  readonly size: number
  /** Shows this candle through the cursor: no object is made. */
  show(place: number, cursor: CandleCursor): void
}
