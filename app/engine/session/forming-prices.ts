import type { Price } from '../../domain/price.ts'
import type { Clock } from '../../ports/clock.ts'

/** Often enough for breakers to notice a fall within a candle. */
const APART_MS = 1_000

export interface FormingPricesParts {
  readonly clock: Clock
  readonly send: (price: Price) => void
}

/** Prices of a candle that still forms, for the engine: the newest once a second, and each of them while one is waited for. */
export class FormingPrices {
  readonly #parts: FormingPricesParts
  #sentAt = Number.NEGATIVE_INFINITY
  #kept: Price | undefined
  #takeBack: (() => void) | undefined

  constructor(parts: FormingPricesParts) {
    this.#parts = parts
  }

  seen(price: Price, isWaitedFor: boolean): void {
    const sinceMs = this.#parts.clock.now() - this.#sentAt
    // A clock that was set back must not hold prices back.
    if (isWaitedFor || sinceMs < 0 || sinceMs >= APART_MS) {
      this.#send(price)
      return
    }
    this.#kept = price
    this.#takeBack ??= this.#parts.clock.schedule(APART_MS - sinceMs, () => this.#sendKept())
  }

  /** The candle has closed, or none is heard of any more: what was kept says nothing new. */
  drop(): void {
    this.#takeBack?.()
    this.#takeBack = undefined
    this.#kept = undefined
  }

  #send(price: Price): void {
    this.drop()
    this.#sentAt = this.#parts.clock.now()
    this.#parts.send(price)
  }

  #sendKept(): void {
    this.#takeBack = undefined
    if (this.#kept !== undefined) this.#send(this.#kept)
  }
}
