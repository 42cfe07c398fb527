import { amountToFloat } from '../../domain/amount.ts'
import type { Fill } from '../../domain/fill.ts'

/** How much was held after each candle of a run, asked for one after the other: it follows from the fills. */
export class HeldQuantity {
  readonly #fills: readonly Fill[]
  #next = 0
  #held = 0

  constructor(fills: readonly Fill[]) {
    this.#fills = fills
  }

  /** After the candle that closes then; as a float, for statistics. */
  after(closeTime: number): number {
    for (;;) {
      const fill = this.#fills[this.#next]
      if (fill === undefined || !isBefore(fill, closeTime)) return this.#held
      const quantity = amountToFloat(fill.quantity)
      this.#held = fill.side === 'buy' ? this.#held + quantity : Math.max(0, this.#held - quantity)
      this.#next += 1
    }
  }
}

/** Who takes at a close takes at the open of what follows; who waited was met by then. */
function isBefore({ time, liquidity }: Fill, closeTime: number): boolean {
  return liquidity === 'maker' ? time <= closeTime : time < closeTime
}
