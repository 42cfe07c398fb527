import { amountToFloat, type Money, ZERO_MONEY } from '../domain/amount.ts'
import type { Candle } from '../domain/candle.ts'
import type { CandleStore, EquityPoint } from '../ports/candle-store.ts'

/** Keeps the equity after each candle of a run, as floats for statistics; the candles are the run's own. */
export class EquityRecorder implements CandleStore {
  readonly #equity: Float64Array
  #count = 0
  #lastTime = Number.NaN
  #lastEquity: Money = ZERO_MONEY

  constructor(size: number) {
    this.#equity = new Float64Array(size)
  }

  append({ openTime }: Candle, equity: Money): void {
    this.#equity[this.#count] = amountToFloat(equity)
    this.#count += 1
    this.#lastTime = openTime
    this.#lastEquity = equity
  }

  revise(): void {
    throw new Error('candles of the past are not revised during a run')
  }

  appendHistory(): void {
    throw new Error('a run has no candles from before it')
  }

  /** A strategy is warmed up by the run itself. */
  loadRecentCandles(): readonly Candle[] {
    return []
  }

  loadRecentEquity(limit: number): readonly EquityPoint[] {
    if (this.#count === 0 || limit === 0) return []
    return [{ time: this.#lastTime, equity: this.#lastEquity }]
  }

  /** One value a candle so far. */
  get equity(): Float64Array {
    return this.#equity.subarray(0, this.#count)
  }
}
