import type { CandleColumns, EquityColumns } from '../../contract/engine-view.ts'
import { amountToFloat, type Money } from '../../domain/amount.ts'
import type { Candle } from '../../domain/candle.ts'
import type { Market } from '../../domain/market.ts'
import { type Price, priceToFloat } from '../../domain/price.ts'

/** Collects candles, with the strategy's lines at each, as the columns that the window draws. */
export class ColumnBuilder {
  readonly #market: Market
  readonly #lineIds: readonly string[]
  #candles: CandleColumns
  #equity: EquityColumns

  constructor(market: Market, lineIds: readonly string[]) {
    this.#market = market
    this.#lineIds = lineIds
    this.#candles = emptyCandles(lineIds)
    this.#equity = { time: [], equity: [] }
  }

  get size(): number {
    return this.#candles.openTime.length
  }

  addCandle(candle: Candle, lines: readonly (number | null)[]): void {
    const columns = this.#candles
    columns.openTime.push(candle.openTime)
    columns.open.push(this.#float(candle.open))
    columns.high.push(this.#float(candle.high))
    columns.low.push(this.#float(candle.low))
    columns.close.push(this.#float(candle.close))
    columns.volume.push(amountToFloat(candle.volume))
    for (const [index, id] of this.#lineIds.entries()) columns.lines[id]?.push(lines[index] ?? null)
  }

  addEquity(time: number, equity: Money): void {
    this.#equity.time.push(time)
    this.#equity.equity.push(amountToFloat(equity))
  }

  /** What was collected; the builder is empty afterwards. */
  take(): { readonly candles: CandleColumns; readonly equity: EquityColumns } {
    const taken = { candles: this.#candles, equity: this.#equity }
    this.#candles = emptyCandles(this.#lineIds)
    this.#equity = { time: [], equity: [] }
    return taken
  }

  #float(price: Price): number {
    return priceToFloat(this.#market, price)
  }
}

function emptyCandles(lineIds: readonly string[]): CandleColumns {
  const lines = Object.fromEntries(lineIds.map((id) => [id, []]))
  return { openTime: [], open: [], high: [], low: [], close: [], volume: [], lines }
}
