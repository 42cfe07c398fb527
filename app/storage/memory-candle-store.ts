import type { Money } from '../domain/amount.ts'
import type { Candle } from '../domain/candle.ts'
import { CandleColumns } from '../domain/candle-columns.ts'
import type { CandleStore, EquityPoint } from '../ports/candle-store.ts'

/** Candles that live as long as the process, in the order they came; the last one can be replaced. */
export class MemoryCandleStore implements CandleStore {
  readonly #columns = new CandleColumns()

  append(candle: Candle, equity: Money): void {
    this.#columns.put(candle, equity)
  }

  appendHistory(candles: readonly Candle[]): void {
    for (const candle of candles) this.#columns.put(candle, null)
  }

  loadRecentCandles(limit: number): readonly Candle[] {
    const { size } = this.#columns
    const first = Math.max(0, size - limit)
    return Array.from({ length: size - first }, (_, index) => this.#columns.candleAt(first + index))
  }

  loadRecentEquity(limit: number): readonly EquityPoint[] {
    const points: EquityPoint[] = []
    for (let index = this.#columns.size - 1; index >= 0 && points.length < limit; index -= 1) {
      const equity = this.#columns.equityAt(index)
      if (equity !== null) points.push({ time: this.#columns.openTimeAt(index), equity })
    }
    return points.reverse()
  }
}
