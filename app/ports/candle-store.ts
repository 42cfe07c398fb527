import type { Money } from '../domain/amount.ts'
import type { Candle } from '../domain/candle.ts'

export interface EquityPoint {
  readonly time: number
  readonly equity: Money
}

/** Closed candles and the equity at each close. Survives a crash of the app; a power cut may cost the newest rows. */
export interface CandleStore {
  /** The candle and the equity after it, together; a candle that is already there is replaced. */
  append(candle: Candle, equity: Money): void
  /** Takes the place of one that is there, whose equity stays: that is what the account was worth as far as was known. */
  revise(candle: Candle): void
  /** History from before the account existed: candles without equity. */
  appendHistory(candles: readonly Candle[]): void
  /** The newest, oldest first. */
  loadRecentCandles(limit: number): readonly Candle[]
  loadRecentEquity(limit: number): readonly EquityPoint[]
}
