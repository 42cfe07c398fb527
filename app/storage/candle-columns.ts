import type { Money, Quantity } from '../domain/amount.ts'
import type { Candle } from '../domain/candle.ts'
import type { Price } from '../domain/price.ts'

const CAPACITY_FIRST = 1_024

/**
 * Candles as growing columns of numbers: eight bytes a value, nothing for the garbage collector to look at. The rare
 * amount beyond a safe integer is kept beside its column.
 */
export class CandleColumns {
  #size = 0
  #openTime = new Float64Array(CAPACITY_FIRST)
  #open = new Float64Array(CAPACITY_FIRST)
  #high = new Float64Array(CAPACITY_FIRST)
  #low = new Float64Array(CAPACITY_FIRST)
  #close = new Float64Array(CAPACITY_FIRST)
  readonly #volume = new AmountColumn<Quantity>()
  readonly #equity = new AmountColumn<Money>()

  get size(): number {
    return this.#size
  }

  openTimeAt(index: number): number {
    return this.#openTime[index] ?? Number.NaN
  }

  /** Appends, or replaces the last one if it has the same time. A null equity leaves what was there. */
  put(candle: Candle, equity: Money | null): void {
    const last = this.#size - 1
    const isSame = last >= 0 && this.#openTime[last] === candle.openTime
    const index = isSame ? last : this.#size
    if (index === this.#openTime.length) this.#grow()
    this.#openTime[index] = candle.openTime
    this.#open[index] = candle.open
    this.#high[index] = candle.high
    this.#low[index] = candle.low
    this.#close[index] = candle.close
    this.#volume.put(index, candle.volume)
    if (equity !== null || !isSame) this.#equity.put(index, equity)
    if (!isSame) this.#size += 1
  }

  candleAt(index: number): Candle {
    return {
      openTime: this.openTimeAt(index),
      open: (this.#open[index] ?? 0) as Price,
      high: (this.#high[index] ?? 0) as Price,
      low: (this.#low[index] ?? 0) as Price,
      close: (this.#close[index] ?? 0) as Price,
      volume: this.#volume.at(index) ?? (0 as Quantity),
    }
  }

  equityAt(index: number): Money | null {
    return this.#equity.at(index)
  }

  #grow(): void {
    this.#openTime = doubled(this.#openTime)
    this.#open = doubled(this.#open)
    this.#high = doubled(this.#high)
    this.#low = doubled(this.#low)
    this.#close = doubled(this.#close)
  }
}

/** Amounts, with NaN for none. */
class AmountColumn<A extends Money | Quantity> {
  #values = new Float64Array(CAPACITY_FIRST)
  readonly #wide = new Map<number, A>()

  put(index: number, amount: A | null): void {
    if (index >= this.#values.length) this.#values = doubled(this.#values)
    if (typeof amount === 'bigint') this.#wide.set(index, amount)
    this.#values[index] = amount === null ? Number.NaN : Number(amount)
  }

  at(index: number): A | null {
    const value = this.#values[index] ?? Number.NaN
    if (Number.isSafeInteger(value)) return value as A
    return Number.isNaN(value) ? null : (this.#wide.get(index) ?? null)
  }
}

function doubled(column: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(column.length * 2)
  larger.set(column)
  return larger
}
