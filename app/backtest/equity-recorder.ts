import { amountToFloat, type Money } from '../domain/amount.ts'
import type { Candle } from '../domain/candle.ts'
import type { CandleStore, EquityPoint } from '../ports/candle-store.ts'

/** Keeps the equity after each candle of a run, as floats for statistics; the candles are the run's own. */
export class EquityRecorder implements CandleStore {
  readonly #equity: Float64Array
  #count = 0
  #last: EquityPoint | undefined

  constructor(size: number) {
    this.#equity = new Float64Array(size)
  }

  append({ openTime }: Candle, equity: Money): void {
    this.#equity[this.#count] = amountToFloat(equity)
    this.#count += 1
    this.#last = { time: openTime, equity }
  }

  appendHistory(): void {
    throw new Error('a run has no candles from before it')
  }

  /** A strategy is warmed up by the run itself. */
  loadRecentCandles(): readonly Candle[] {
    return []
  }

  loadRecentEquity(limit: number): readonly EquityPoint[] {
    return this.#last === undefined || limit === 0 ? [] : [this.#last]
  }

  /** One value a candle so far. */
  get equity(): Float64Array {
    return this.#equity.subarray(0, this.#count)
  }
}
