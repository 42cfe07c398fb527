import type { Money } from '../domain/amount.ts'
import type { Candle } from '../domain/candle.ts'
import type { CandleStore, EquityPoint } from '../ports/candle-store.ts'

/**
 * More than a window shows or a strategy warms up on. A run over millions of candles has them elsewhere; memory that is
 * written once and never read again costs more than the rest of the path.
 */
const CANDLES_MAX = 4_096

type Row = { -readonly [Name in keyof Candle]: Candle[Name] }

/** The newest candles, for as long as the process lives, in the order they came; the last one can be replaced. */
export class MemoryCandleStore implements CandleStore {
  readonly #rows: Row[] = []
  /** Beside its row: an array of nothing but numbers keeps them in place, where a field that may be null cannot. */
  readonly #equity: (Money | null)[] = []
  #count = 0
  #lastOpenTime = Number.NaN

  append(candle: Candle, equity: Money): void {
    this.#equity[this.#put(candle)] = equity
  }

  /** Leaves the equity that was there for the same candle. */
  appendHistory(candles: readonly Candle[]): void {
    for (const candle of candles) {
      const isSame = candle.openTime === this.#lastOpenTime
      const place = this.#put(candle)
      if (!isSame) this.#equity[place] = null
    }
  }

  loadRecentCandles(limit: number): readonly Candle[] {
    return this.#newestPlaces(limit).map((place) => ({ ...this.#rowAt(place) }))
  }

  loadRecentEquity(limit: number): readonly EquityPoint[] {
    const points = this.#newestPlaces(CANDLES_MAX).flatMap((place) => {
      const equity = this.#equity[place] ?? null
      return equity === null ? [] : [{ time: this.#rowAt(place).openTime, equity }]
    })
    return limit === 0 ? [] : points.slice(-limit)
  }

  /** Rows are written over rather than made. Returns the place. */
  #put(candle: Candle): number {
    if (candle.openTime !== this.#lastOpenTime) this.#count += 1
    this.#lastOpenTime = candle.openTime
    const place = (this.#count - 1) % CANDLES_MAX
    const row = this.#rows[place]
    if (row === undefined) {
      const { openTime, open, high, low, close, volume } = candle
      this.#rows[place] = { openTime, open, high, low, close, volume }
      return place
    }
    row.openTime = candle.openTime
    row.open = candle.open
    row.high = candle.high
    row.low = candle.low
    row.close = candle.close
    row.volume = candle.volume
    return place
  }

  #newestPlaces(limit: number): readonly number[] {
    const size = Math.min(limit, this.#rows.length)
    const first = this.#count - size
    return Array.from({ length: size }, (_, index) => (first + index) % CANDLES_MAX)
  }

  #rowAt(place: number): Row {
    const row = this.#rows[place]
    if (row === undefined) throw new RangeError(`there is no candle at ${place}`)
    return row
  }
}
