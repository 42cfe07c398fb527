import type Database from 'better-sqlite3'
import { z } from 'zod'
import { document } from '../document-parsers.ts'
import { CandleSeries } from './candle-series.ts'

/** Candles of one market and one length. */
export interface SeriesKey {
  /** As ccxt calls it; of imported candles, whatever the user calls where they come from. */
  readonly exchange: string
  readonly symbol: string
  readonly timeframeMs: number
}

export interface ListedSeries extends SeriesKey {
  readonly id: number
  /** Shorter than the timeframe where these follow from shorter candles. */
  readonly baseMs: number
  readonly priceDecimals: number
}

const seriesRow = z.object({
  id: z.int(),
  exchange: z.string(),
  symbol: z.string(),
  timeframe_ms: z.int().positive(),
  base_ms: z.int().positive(),
  price_decimals: z.int().min(0).max(18),
})

/** Which series there are in a file. */
export class SeriesDirectory {
  readonly #database: Database.Database
  readonly #select: Database.Statement<unknown[]>
  readonly #insert: Database.Statement<unknown[]>
  readonly #widen: Database.Statement<unknown[]>
  readonly #all: Database.Statement<unknown[]>
  readonly #open = new Map<number, CandleSeries>()

  constructor(database: Database.Database) {
    this.#database = database
    this.#select = database.prepare(`SELECT * FROM series
      WHERE exchange = ? AND symbol = ? AND timeframe_ms = ? AND base_ms = ?`)
    this.#insert = database.prepare('INSERT INTO series VALUES (NULL, ?, ?, ?, ?, ?) RETURNING *')
    this.#widen = database.prepare('UPDATE series SET price_decimals = ? WHERE id = ?')
    this.#all = database.prepare(
      'SELECT * FROM series ORDER BY exchange, symbol, base_ms, timeframe_ms',
    )
  }

  all(): readonly ListedSeries[] {
    return this.#all.all().map(listed)
  }

  find({ exchange, symbol, timeframeMs }: SeriesKey, baseMs: number): ListedSeries | undefined {
    const row = this.#select.get(exchange, symbol, timeframeMs, baseMs)
    return row === undefined ? undefined : listed(row)
  }

  /** Made where there is none, and with no fewer decimals than these. */
  ensure(key: SeriesKey, baseMs: number, priceDecimals: number): ListedSeries {
    const found = this.find(key, baseMs)
    if (found === undefined) {
      const { exchange, symbol, timeframeMs } = key
      return listed(this.#insert.get(exchange, symbol, timeframeMs, baseMs, priceDecimals))
    }
    if (found.priceDecimals >= priceDecimals) return found
    this.#widen.run(priceDecimals, found.id)
    return { ...found, priceDecimals }
  }

  candlesOf({ id }: Pick<ListedSeries, 'id'>): CandleSeries {
    const open = this.#open.get(id) ?? new CandleSeries(this.#database, id)
    this.#open.set(id, open)
    return open
  }
}

function listed(row: unknown): ListedSeries {
  const { id, exchange, symbol, ...rest } = document(seriesRow, row, 'series')
  const { timeframe_ms, base_ms, price_decimals } = rest
  return {
    ...{ id, exchange, symbol },
    ...{ timeframeMs: timeframe_ms, baseMs: base_ms, priceDecimals: price_decimals },
  }
}
