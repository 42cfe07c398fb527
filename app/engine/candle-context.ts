import { amountToFloat } from '../domain/amount.ts'
import type { Candle } from '../domain/candle.ts'
import type { Market } from '../domain/market.ts'
import { unitsPerOne } from '../domain/price.ts'
import type { StrategyContext } from '../strategy/strategy.ts'

/** The one candle that a strategy sees at a time, read as floats only where it asks. */
export class CandleContext implements StrategyContext {
  readonly #priceUnit: number
  #candle: Candle
  holdsPosition = false

  constructor(market: Market, first: Candle) {
    this.#priceUnit = unitsPerOne(market)
    this.#candle = first
  }

  show(candle: Candle, holdsPosition: boolean): void {
    this.#candle = candle
    this.holdsPosition = holdsPosition
  }

  get openTime(): number {
    return this.#candle.openTime
  }

  get open(): number {
    return this.#candle.open / this.#priceUnit
  }

  get high(): number {
    return this.#candle.high / this.#priceUnit
  }

  get low(): number {
    return this.#candle.low / this.#priceUnit
  }

  get close(): number {
    return this.#candle.close / this.#priceUnit
  }

  get volume(): number {
    return amountToFloat(this.#candle.volume)
  }
}
