import type { Money, Quantity } from './amount.ts'
import type { Candle } from './candle.ts'
import type { ExactInteger } from './exact-integer.ts'
import type { Price } from './price.ts'

/** A power of two, so that places are found with shifts and masks. */
const CHUNK_BITS = 13
const CHUNK_SIZE = 2 ** CHUNK_BITS
const SLOT_MASK = CHUNK_SIZE - 1

/** Amounts side by side; the rare ones that a float cannot hold exactly are kept beside them. NaN where there is none. */
class AmountColumn {
  readonly #values = new Float64Array(CHUNK_SIZE).fill(Number.NaN)
  readonly #wide = new Map<number, bigint>()

  put(slot: number, amount: ExactInteger): void {
    this.#values[slot] = Number(amount)
    if (typeof amount === 'bigint') this.#wide.set(slot, amount)
  }

  at(slot: number): ExactInteger {
    const value = this.#values[slot] ?? Number.NaN
    return Number.isSafeInteger(value) ? value : (this.#wide.get(slot) ?? value)
  }
}

/** Numbers side by side: eight bytes a value, and nothing for the garbage collector to look at. */
class Chunk {
  readonly openTime = new Float64Array(CHUNK_SIZE)
  readonly open = new Float64Array(CHUNK_SIZE)
  readonly high = new Float64Array(CHUNK_SIZE)
  readonly low = new Float64Array(CHUNK_SIZE)
  readonly close = new Float64Array(CHUNK_SIZE)
  readonly volume = new AmountColumn()
  readonly equity = new AmountColumn()
}

/** A long row of candles, in the order of their times, each with the equity after it where that is known. */
export class CandleColumns {
  readonly #chunks: Chunk[] = []
  #size = 0
  #lastOpenTime = Number.NaN
  #last: Chunk | undefined

  get size(): number {
    return this.#size
  }

  /** Appends, or replaces the last one if it has the same time; a null equity leaves what was there. */
  put(candle: Candle, equity: Money | null): void {
    if (candle.openTime !== this.#lastOpenTime) this.#makeRoom(candle.openTime)
    const slot = (this.#size - 1) & SLOT_MASK
    const chunk = this.#last
    if (chunk === undefined) return
    chunk.openTime[slot] = candle.openTime
    chunk.open[slot] = candle.open
    chunk.high[slot] = candle.high
    chunk.low[slot] = candle.low
    chunk.close[slot] = candle.close
    chunk.volume.put(slot, candle.volume)
    if (equity !== null) chunk.equity.put(slot, equity)
  }

  #makeRoom(openTime: number): void {
    if ((this.#size & SLOT_MASK) === 0) {
      this.#last = new Chunk()
      this.#chunks.push(this.#last)
    }
    this.#size += 1
    this.#lastOpenTime = openTime
  }

  openTimeAt(index: number): number {
    return this.#chunkOf(index).openTime[index & SLOT_MASK] ?? Number.NaN
  }

  candleAt(index: number): Candle {
    const chunk = this.#chunkOf(index)
    const slot = index & SLOT_MASK
    return {
      openTime: this.openTimeAt(index),
      open: (chunk.open[slot] ?? Number.NaN) as Price,
      high: (chunk.high[slot] ?? Number.NaN) as Price,
      low: (chunk.low[slot] ?? Number.NaN) as Price,
      close: (chunk.close[slot] ?? Number.NaN) as Price,
      volume: chunk.volume.at(slot) as Quantity,
    }
  }

  equityAt(index: number): Money | null {
    const equity = this.#chunkOf(index).equity.at(index & SLOT_MASK)
    return Number.isNaN(equity) ? null : (equity as Money)
  }

  #chunkOf(index: number): Chunk {
    const chunk = this.#chunks[index >> CHUNK_BITS]
    if (chunk === undefined) throw new RangeError(`there is no candle ${index}`)
    return chunk
  }
}
