import type Database from 'better-sqlite3'
import { z } from 'zod'
import { formatAmount, type Money } from '../domain/amount.ts'
import type { Candle } from '../domain/candle.ts'
import type { Market } from '../domain/market.ts'
import type { CandleStore, EquityPoint } from '../ports/candle-store.ts'
import { StoreError } from '../ports/store-error.ts'
import { CandleSeries } from './candles/candle-series.ts'
import { document } from './document-parsers.ts'
import { OWN_SERIES } from './migrations/0002-candle-blocks.ts'
import { moneyFrom } from './row-parsers.ts'
import { stored } from './store-failure.ts'

const equityRow = z.object({ open_time: z.int(), equity: z.string() })

/** After these, the file is read through before it is used again. */
const HARMFUL: readonly StoreError['reason'][] = ['damaged', 'failed']

/** Candles and equity of one account in SQLite. */
export class SqliteCandleStore implements CandleStore {
  readonly #database: Database.Database
  readonly #market: Market
  readonly #harmed: () => void
  readonly #series: CandleSeries
  readonly #putEquity: Database.Statement<unknown[]>
  readonly #equity: Database.Statement<unknown[]>
  readonly #append: (candle: Candle, equity: Money) => void

  /** `harmed` is called when the file turns out damaged. */
  constructor(database: Database.Database, market: Market, harmed: () => void) {
    this.#database = database
    this.#market = market
    this.#harmed = harmed
    this.#series = new CandleSeries(database, OWN_SERIES)
    this.#putEquity = database.prepare('INSERT OR REPLACE INTO equity VALUES (?, ?)')
    this.#equity = database.prepare('SELECT * FROM equity ORDER BY open_time DESC LIMIT ?')
    this.#append = database.transaction((candle: Candle, equity: Money) => {
      this.#series.write([candle], market.priceDecimals)
      this.#putEquity.run(candle.openTime, formatAmount(equity))
    })
  }

  append(candle: Candle, equity: Money): void {
    this.#run(() => this.#append(candle, equity))
  }

  revise(candle: Candle): void {
    this.appendHistory([candle])
  }

  appendHistory(candles: readonly Candle[]): void {
    const ordered = [...candles].sort((a, b) => a.openTime - b.openTime)
    const writeAll = this.#database.transaction(() =>
      this.#series.write(ordered, this.#market.priceDecimals),
    )
    this.#run(writeAll)
  }

  loadRecentCandles(limit: number): readonly Candle[] {
    return this.#run(() => this.#series.readNewest(limit, this.#market.priceDecimals))
  }

  loadRecentEquity(limit: number): readonly EquityPoint[] {
    return this.#run(() =>
      this.#equity
        .all(limit)
        .map((row) => {
          const { open_time, equity } = document(equityRow, row, 'equity')
          return { time: open_time, equity: moneyFrom(equity) }
        })
        .reverse(),
    )
  }

  #run<Value>(operation: () => Value): Value {
    try {
      return stored(this.#database.name, operation)
    } catch (error) {
      if (error instanceof StoreError && HARMFUL.includes(error.reason)) this.#harmed()
      throw error
    }
  }
}
