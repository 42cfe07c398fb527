import type { Candle } from '../domain/candle.ts'
import type { Market } from '../domain/market.ts'
import type { Problem, Result } from '../domain/result.ts'

/** Why a page did not come, and whether it is worth asking again. */
export interface PageFailure extends Problem {
  readonly isPassing: boolean
  /** How long the exchange wants to be left alone. */
  readonly retryAfterMs: number
}

export interface CandlePage {
  /** Sound, in the order of time. */
  readonly candles: readonly Candle[]
  /** Of their prices: older ones may be finer than the market's rules say today. */
  readonly priceDecimals: number
}

/** Past candles of one market at an exchange. */
export interface CandlePages {
  readonly exchangeName: string
  readonly market: Market
  /** How many candles a page has at most. */
  readonly pageLimit: number
  /** By the exchange's clock. */
  readonly now: () => number
  /**
   * Those from a time on: the first there are after it, or, at some exchanges, none where a page from there on would hold
   * none. The youngest may still be forming.
   */
  fetch(since: number): Promise<Result<CandlePage, PageFailure>>
}
