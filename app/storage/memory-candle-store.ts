import type { Money, Quantity } from '../domain/amount.ts'
import type { Candle } from '../domain/candle.ts'
import type { Price } from '../domain/price.ts'
import type { CandleStore, EquityPoint } from '../ports/candle-store.ts'

/**
 * More than a window shows or a strategy warms up on. A run over millions of candles has them elsewhere; memory that is
 * written once and never read again costs more than the rest of the path.
 */
const CANDLES_MAX = 4_096

/** The newest candles, for as long as the process lives, in the order they came; the last one can be replaced. */
export class MemoryCandleStore implements CandleStore {
  /** Columns that are written over: a candle costs no object. */
  readonly #openTime = new Float64Array(CANDLES_MAX)
  readonly #open = new Float64Array(CANDLES_MAX)
  readonly #high = new Float64Array(CANDLES_MAX)
  readonly #low = new Float64Array(CANDLES_MAX)
  readonly #close = new Float64Array(CANDLES_MAX)
  /** Amounts can be bigints. */
  readonly #volume: Quantity[] = []
  readonly #equity: (Money | null)[] = []
  #count = 0
  #lastOpenTime = Number.NaN

  append(candle: Candle, equity: Money): void {
    this.#equity[this.#put(candle)] = equity
  }

  revise(candle: Candle): void {
    const known = this.#newestPlaces(CANDLES_MAX).find(
      (place) => this.#openTime[place] === candle.openTime,
    )
    if (known !== undefined) this.#fill(known, candle)
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
    return this.#newestPlaces(limit).map((place) => this.#candleAt(place))
  }

  loadRecentEquity(limit: number): readonly EquityPoint[] {
    const points = this.#newestPlaces(CANDLES_MAX).flatMap((place) => {
      const equity = this.#equity[place] ?? null
      return equity === null ? [] : [{ time: this.#timeAt(place), equity }]
    })
    return limit === 0 ? [] : points.slice(-limit)
  }

  /** Returns the place. */
  #put(candle: Candle): number {
    const { openTime } = candle
    if (openTime !== this.#lastOpenTime) this.#count += 1
    this.#lastOpenTime = openTime
    const place = (this.#count - 1) % CANDLES_MAX
    this.#fill(place, candle)
    return place
  }

  #fill(place: number, candle: Candle): void {
    this.#openTime[place] = candle.openTime
    this.#open[place] = candle.open
    this.#high[place] = candle.high
    this.#low[place] = candle.low
    this.#close[place] = candle.close
    this.#volume[place] = candle.volume
  }

  #newestPlaces(limit: number): readonly number[] {
    const size = Math.min(limit, this.#volume.length)
    const first = this.#count - size
    return Array.from({ length: size }, (_, index) => (first + index) % CANDLES_MAX)
  }

  #timeAt(place: number): number {
    return this.#openTime[place] ?? Number.NaN
  }

  #candleAt(place: number): Candle {
    const volume = this.#volume[place]
    if (volume === undefined) throw new RangeError(`there is no candle at ${place}`)
    return {
      openTime: this.#timeAt(place),
      open: priceIn(this.#open, place),
      high: priceIn(this.#high, place),
      low: priceIn(this.#low, place),
      close: priceIn(this.#close, place),
      volume,
    }
  }
}

function priceIn(column: Float64Array, place: number): Price {
  return (column[place] ?? Number.NaN) as Price
}
