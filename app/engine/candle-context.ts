import { amountToFloat } from '../domain/amount.ts'
import type { Candle } from '../domain/candle.ts'
import type { Market } from '../domain/market.ts'
import type { Position } from '../domain/position.ts'
import { unitsPerOne } from '../domain/price.ts'
import type { HeldLot, StrategyContext } from '../strategy/strategy.ts'

/** What a bot has, looked up when its strategy asks. */
export interface Holdings {
  readonly position: Position
  lot(key: string): HeldLot
}

/** The one candle that a strategy sees at a time, read as floats only where it asks. */
export class CandleContext implements StrategyContext {
  readonly #priceUnit: number
  readonly #holdings: Holdings
  #candle: Candle
  holdsPosition = false

  constructor(market: Market, holdings: Holdings, first: Candle) {
    this.#holdings = holdings
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

  get quantity(): number {
    return amountToFloat(this.#holdings.position.quantity)
  }

  get averageCost(): number {
    const { quantity, cost } = this.#holdings.position
    return quantity > 0 ? amountToFloat(cost) / amountToFloat(quantity) : Number.NaN
  }

  lot(key: string): HeldLot {
    return this.#holdings.lot(key)
  }
}
