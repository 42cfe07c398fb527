import { type Candle, candleFault } from '../domain/candle.ts'

/**
 * Lets through what the engine may act on: sound candles, closed, each once, in order. A feed that repeats or reorders
 * cannot make a strategy see a candle twice.
 */
export class CandleBuilder {
  #lastOpenTime: number

  constructor(lastOpenTime: number | null) {
    this.#lastOpenTime = lastOpenTime ?? Number.NEGATIVE_INFINITY
  }

  /** The candle, if it is the next closed one. */
  add(candle: Candle, closed: boolean): Candle | undefined {
    if (!closed || candle.openTime <= this.#lastOpenTime || candleFault(candle)) return undefined
    this.#lastOpenTime = candle.openTime
    return candle
  }
}
