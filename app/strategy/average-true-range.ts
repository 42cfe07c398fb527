import { ATR } from 'trading-signals'

/** After so many periods, where the average began makes less than 10^-8 of a difference: (1 − 1/n)^(20n) < e^-20. */
export const ATR_MEMORY_PERIODS = 20

/**
 * Wilder's average true range: the mean of the first `period` true ranges, from then on (ATR × (n − 1) + TR) ÷ n.
 * J. Welles Wilder, "New Concepts in Technical Trading Systems", 1978. In whatever unit the prices are; for sizing, not
 * for money.
 */
export class AverageTrueRange {
  readonly #atr: ATR
  #value: number | null = null

  constructor(period: number) {
    this.#atr = new ATR(period)
  }

  /** Null until `period` candles were added. */
  get value(): number | null {
    return this.#value
  }

  /** The average keeps the candle before, so that it gets one of its own: a candle in motion is written over. */
  add({
    high,
    low,
    close,
  }: {
    readonly high: number
    readonly low: number
    readonly close: number
  }): void {
    this.#value = this.#atr.update({ high, low, close }, false)
  }
}
