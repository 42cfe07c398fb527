import type { Candle } from '../domain/candle.ts'
import { CandleCursor } from '../domain/candle-run.ts'
import { type Timeframe, timeframeMs } from '../domain/timeframe.ts'
import type { MarketClock } from '../engine/market-clock.ts'
import type { PaperExchange } from '../exchanges/paper/paper-exchange.ts'
import type { CandleColumns } from './candle-columns.ts'

/** Shorter candles of the same market, by which orders are filled inside the tested ones. */
export interface FinerCandles {
  readonly timeframe: Timeframe
  readonly candles: CandleColumns
}

/** How many of the tested candles were filled by finer ones, and how many of those closed elsewhere than these. */
export interface InsideCount {
  readonly filled: number
  readonly mismatched: number
}

/** Shows the exchange what happened inside a candle, where all of its finer ones are there; strategies see none of it. */
export class CandleInside {
  readonly #finer: FinerCandles
  readonly #finerMs: number
  readonly #candleMs: number
  readonly #cursor = new CandleCursor()
  #next = 0
  #filled = 0
  #mismatched = 0

  constructor(finer: FinerCandles, candleMs: number) {
    this.#finer = finer
    this.#finerMs = timeframeMs(finer.timeframe)
    this.#candleMs = candleMs
  }

  get count(): InsideCount {
    return { filled: this.#filled, mismatched: this.#mismatched }
  }

  /** Whether it could: a candle of which a part is missing is filled as if there were no part of it. */
  show(candle: Candle, exchange: PaperExchange, clock: MarketClock): boolean {
    const { candles } = this.#finer
    const first = this.#skipTo(candle.openTime)
    const end = this.#skipTo(candle.openTime + this.#candleMs)
    if ((end - first) * this.#finerMs !== this.#candleMs) return false
    for (let index = first; index < end; index += 1) {
      candles.show(index, this.#cursor)
      clock.advanceTo(this.#cursor.openTime + this.#finerMs)
      exchange.onCandle(this.#cursor, true, this.#finerMs)
    }
    this.#filled += 1
    if (this.#cursor.close !== candle.close) this.#mismatched += 1
    return true
  }

  #skipTo(openTime: number): number {
    const { openTime: times } = this.#finer.candles
    while (this.#next < times.length && (times.at(this.#next) ?? 0) < openTime) this.#next += 1
    return this.#next
  }
}
