import type { Money, Quantity } from './amount.ts'
import type { Candle } from './candle.ts'
import type { ExactInteger } from './exact-integer.ts'
import type { Price } from './price.ts'

const CHUNK_SIZE = 8_192

type AmountName = 'volume' | 'equity'

/** Numbers side by side: eight bytes a value, and nothing for the garbage collector to look at. */
class Chunk {
  readonly openTime = new Float64Array(CHUNK_SIZE)
  readonly open = new Float64Array(CHUNK_SIZE)
  readonly high = new Float64Array(CHUNK_SIZE)
  readonly low = new Float64Array(CHUNK_SIZE)
  readonly close = new Float64Array(CHUNK_SIZE)
  readonly volume = new Float64Array(CHUNK_SIZE)
  /** NaN where there is none. */
  readonly equity = new Float64Array(CHUNK_SIZE).fill(Number.NaN)
  /** The rare amounts that a float cannot hold exactly. */
  readonly wide = { volume: new Map<number, bigint>(), equity: new Map<number, bigint>() }

  putAmount(name: AmountName, slot: number, amount: ExactInteger): void {
    this[name][slot] = Number(amount)
    if (typeof amount === 'bigint') this.wide[name].set(slot, amount)
  }

  amountAt(name: AmountName, slot: number): ExactInteger {
    const value = this[name][slot] ?? Number.NaN
    return Number.isSafeInteger(value) ? value : (this.wide[name].get(slot) ?? value)
  }
}

/** A long row of candles, in the order of their times, each with the equity after it where that is known. */
export class CandleColumns {
  readonly #chunks: Chunk[] = []
  #size = 0

  get size(): number {
    return this.#size
  }

  /** Appends, or replaces the last one if it has the same time; a null equity leaves what was there. */
  put(candle: Candle, equity: Money | null): void {
    const isSame = this.#size > 0 && this.openTimeAt(this.#size - 1) === candle.openTime
    const index = isSame ? this.#size - 1 : this.#size
    const slot = index % CHUNK_SIZE
    if (slot === 0 && !isSame) this.#chunks.push(new Chunk())
    const chunk = this.#chunkOf(index)
    chunk.openTime[slot] = candle.openTime
    chunk.open[slot] = candle.open
    chunk.high[slot] = candle.high
    chunk.low[slot] = candle.low
    chunk.close[slot] = candle.close
    chunk.putAmount('volume', slot, candle.volume)
    if (equity !== null) chunk.putAmount('equity', slot, equity)
    if (!isSame) this.#size += 1
  }

  openTimeAt(index: number): number {
    return this.#chunkOf(index).openTime[index % CHUNK_SIZE] ?? Number.NaN
  }

  candleAt(index: number): Candle {
    const chunk = this.#chunkOf(index)
    const slot = index % CHUNK_SIZE
    return {
      openTime: this.openTimeAt(index),
      open: (chunk.open[slot] ?? Number.NaN) as Price,
      high: (chunk.high[slot] ?? Number.NaN) as Price,
      low: (chunk.low[slot] ?? Number.NaN) as Price,
      close: (chunk.close[slot] ?? Number.NaN) as Price,
      volume: chunk.amountAt('volume', slot) as Quantity,
    }
  }

  equityAt(index: number): Money | null {
    const equity = this.#chunkOf(index).amountAt('equity', index % CHUNK_SIZE)
    return Number.isNaN(equity) ? null : (equity as Money)
  }

  #chunkOf(index: number): Chunk {
    const chunk = this.#chunks[Math.floor(index / CHUNK_SIZE)]
    if (chunk === undefined) throw new RangeError(`there is no candle ${index}`)
    return chunk
  }
}
