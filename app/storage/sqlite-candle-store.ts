import type Database from 'better-sqlite3'
import { z } from 'zod'
import { formatAmount, type Money } from '../domain/amount.ts'
import type { Candle } from '../domain/candle.ts'
import type { Market } from '../domain/market.ts'
import { formatPrice } from '../domain/price.ts'
import type { CandleStore, EquityPoint } from '../ports/candle-store.ts'
import { StoreError } from '../ports/store-error.ts'
import { candleFrom } from './candle-row.ts'
import { document } from './document-parsers.ts'
import { moneyFrom } from './row-parsers.ts'
import { stored } from './store-failure.ts'

const equityRow = z.object({ open_time: z.int(), equity: z.string() })

const INSERT = `INSERT INTO candles VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (open_time) DO UPDATE SET
  open = excluded.open, high = excluded.high, low = excluded.low, close = excluded.close,
  volume = excluded.volume, equity = coalesce(excluded.equity, equity)`

/** After these, the file is read through before it is used again. */
const HARMFUL: readonly StoreError['reason'][] = ['damaged', 'failed']

/** Candles and equity of one account in SQLite. */
export class SqliteCandleStore implements CandleStore {
  readonly #database: Database.Database
  readonly #market: Market
  readonly #harmed: () => void
  readonly #insert: Database.Statement<unknown[]>
  readonly #candles: Database.Statement<unknown[]>
  readonly #equity: Database.Statement<unknown[]>

  /** `harmed` is called when the file turns out damaged. */
  constructor(database: Database.Database, market: Market, harmed: () => void) {
    this.#database = database
    this.#market = market
    this.#harmed = harmed
    this.#insert = database.prepare(INSERT)
    this.#candles = database.prepare('SELECT * FROM candles ORDER BY open_time DESC LIMIT ?')
    this.#equity = database.prepare(
      'SELECT open_time, equity FROM candles WHERE equity IS NOT NULL ORDER BY open_time DESC LIMIT ?',
    )
  }

  append(candle: Candle, equity: Money): void {
    this.#run(() => this.#write(candle, formatAmount(equity)))
  }

  appendHistory(candles: readonly Candle[]): void {
    const writeAll = this.#database.transaction(() => {
      for (const candle of candles) this.#write(candle, null)
    })
    this.#run(writeAll)
  }

  loadRecentCandles(limit: number): readonly Candle[] {
    return this.#run(() =>
      this.#candles
        .all(limit)
        .map((row) => candleFrom(row, this.#market))
        .reverse(),
    )
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

  #write({ openTime, open, high, low, close, volume }: Candle, equity: string | null): void {
    const written = [open, high, low, close].map((price) => formatPrice(this.#market, price))
    this.#insert.run(openTime, ...written, formatAmount(volume), equity)
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
