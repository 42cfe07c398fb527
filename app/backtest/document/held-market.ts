import { amountToFloat } from '../../domain/amount.ts'
import type { Fill } from '../../domain/fill.ts'
import { priceToFloat } from '../../domain/price.ts'
import type { CandleColumns } from '../candle-columns.ts'
import type { OtherMarket } from '../other-markets.ts'

/** What was held of one market after each candle of a run, and its price, asked for one after the other; as floats. */
export class HeldMarket {
  readonly #market: OtherMarket['market']
  readonly #candles: CandleColumns
  readonly #fills: readonly Fill[]
  readonly #firstClose: number
  #index: number
  #close: number
  #next = 0
  #held = 0

  /** Its price is told from the first candle on that opened at the start of the run, or after it. */
  constructor({ market, candles }: OtherMarket, fills: readonly Fill[], start: number) {
    this.#market = market
    this.#candles = candles
    this.#fills = fills.filter(({ symbol }) => symbol === market.symbol)
    this.#index = firstFrom(candles, start)
    this.#firstClose = this.#closeAt(this.#index)
    this.#close = this.#firstClose
  }

  #closeAt(index: number): number {
    return priceToFloat(this.#market, this.#candles.closeAt(index))
  }

  /** To the newest candle that had opened by then. */
  goTo(openTime: number): void {
    const { openTime: times, size } = this.#candles
    const before = this.#index
    while (this.#index + 1 < size && (times.at(this.#index + 1) ?? 0) <= openTime) this.#index += 1
    if (this.#index !== before) this.#close = this.#closeAt(this.#index)
  }

  /** Of what was held after the candles that closed then. */
  worth(closeTime: number): number {
    return this.#heldAfter(closeTime) * this.#close
  }

  /** By how much its price has grown since the start: 1 is not at all. */
  get growth(): number {
    return this.#close / this.#firstClose
  }

  #heldAfter(closeTime: number): number {
    for (;;) {
      const fill = this.#fills[this.#next]
      if (fill === undefined || !isBefore(fill, closeTime)) return this.#held
      const quantity = amountToFloat(fill.quantity)
      this.#held = fill.side === 'buy' ? this.#held + quantity : Math.max(0, this.#held - quantity)
      this.#next += 1
    }
  }
}

function firstFrom({ openTime, size }: CandleColumns, start: number): number {
  let index = 0
  while (index < size - 1 && (openTime.at(index) ?? 0) < start) index += 1
  return index
}

/** Who takes at a close takes at the open of what follows; who waited was met by then. */
function isBefore({ time, liquidity }: Fill, closeTime: number): boolean {
  return liquidity === 'maker' ? time <= closeTime : time < closeTime
}
