import type { Quantity } from '../../app/domain/amount.ts'
import { CandleCursor } from '../../app/domain/candle-run.ts'
import type { Price } from '../../app/domain/price.ts'

const MINUTE_MS = 60_000
const START = Date.UTC(2024, 0, 1)
const MIDDLE = 3_000_000
const SWING = 2_000
const PULL = 5_000
const VOLUME = 50_000_000_000 as Quantity

/** One-minute candles as columns, in cents: a seeded walk that is pulled back to 30,000.00. */
export class SampleCandles {
  readonly openTime: Float64Array
  readonly open: Float64Array
  readonly close: Float64Array

  constructor(count: number) {
    this.openTime = new Float64Array(count)
    this.open = new Float64Array(count)
    this.close = new Float64Array(count)
    let state = 1
    let price = MIDDLE
    for (let index = 0; index < count; index += 1) {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
      this.openTime[index] = START + index * MINUTE_MS
      this.open[index] = price
      price += Math.round((state / 2_147_483_648 - 0.5) * SWING + (MIDDLE - price) / PULL)
      this.close[index] = price
    }
  }

  get size(): number {
    return this.close.length
  }

  closesAsFloats(): Float64Array {
    return this.close.map((cents) => cents / 100)
  }

  /** All of them, through one cursor. */
  *shown(): Generator<CandleCursor> {
    const cursor = new CandleCursor()
    for (let index = 0; index < this.size; index += 1) {
      this.show(index, cursor)
      yield cursor
    }
  }

  /** Shows this candle through the cursor: no object is made. */
  show(index: number, cursor: CandleCursor): void {
    const open = this.open[index] ?? Number.NaN
    const close = this.close[index] ?? Number.NaN
    cursor.openTime = this.openTime[index] ?? Number.NaN
    cursor.open = open as Price
    cursor.close = close as Price
    cursor.high = (Math.max(open, close) + 100) as Price
    cursor.low = (Math.min(open, close) - 100) as Price
    cursor.volume = VOLUME
  }
}
