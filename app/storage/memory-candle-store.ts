import type { Money } from '../domain/amount.ts'
import type { Candle } from '../domain/candle.ts'
import type { CandleStore, EquityPoint } from '../ports/candle-store.ts'

/**
 * More than a window shows or a strategy warms up on. A run over millions of candles has them elsewhere; memory that is
 * written once and never read again costs more than the rest of the path.
 */
const CANDLES_MAX = 4_096

type Row = { -readonly [Name in keyof Candle]: Candle[Name] } & { equity: Money | null }

/** The newest candles, for as long as the process lives, in the order they came; the last one can be replaced. */
export class MemoryCandleStore implements CandleStore {
  readonly #rows: Row[] = []
  #count = 0
  #lastOpenTime = Number.NaN

  append(candle: Candle, equity: Money): void {
    this.#put(candle, equity)
  }

  appendHistory(candles: readonly Candle[]): void {
    for (const candle of candles) this.#put(candle, null)
  }

  loadRecentCandles(limit: number): readonly Candle[] {
    return this.#newest(limit).map(({ equity: _equity, ...candle }) => candle)
  }

  loadRecentEquity(limit: number): readonly EquityPoint[] {
    const points = this.#newest(CANDLES_MAX).flatMap(({ openTime, equity }) =>
      equity === null ? [] : [{ time: openTime, equity }],
    )
    return limit === 0 ? [] : points.slice(-limit)
  }

  /** Rows are written over rather than made; a null equity leaves the one that was there for the same candle. */
  #put(candle: Candle, equity: Money | null): void {
    const isSame = candle.openTime === this.#lastOpenTime
    if (!isSame) this.#count += 1
    this.#lastOpenTime = candle.openTime
    const place = (this.#count - 1) % CANDLES_MAX
    const row = this.#rows[place]
    if (row === undefined) {
      const { openTime, open, high, low, close, volume } = candle
      this.#rows[place] = { openTime, open, high, low, close, volume, equity }
      return
    }
    row.openTime = candle.openTime
    row.open = candle.open
    row.high = candle.high
    row.low = candle.low
    row.close = candle.close
    row.volume = candle.volume
    if (equity !== null || !isSame) row.equity = equity
  }

  #newest(limit: number): readonly Row[] {
    const size = Math.min(limit, this.#rows.length)
    const first = this.#count - size
    return Array.from({ length: size }, (_, index) => this.#rowAt(first + index))
  }

  #rowAt(index: number): Row {
    const row = this.#rows[index % CANDLES_MAX]
    if (row === undefined) throw new RangeError(`there is no candle ${index}`)
    return row
  }
}
