import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { Market } from '../../domain/market.ts'
import type { Stretch } from '../../domain/stretch.ts'
import { document } from '../document-parsers.ts'
import { marketFrom, marketText } from '../market-document.ts'
import { stored } from '../store-failure.ts'
import type { SeriesDirectory, SeriesKey } from './series-directory.ts'

/** A download that was begun. */
export interface BegunDownload extends SeriesKey {
  readonly from: number
  /** Null when it was to go on until now. */
  readonly until: number | null
  readonly startedAt: number
}

const stretchRow = z.object({ from_time: z.int(), until_time: z.int() })
const downloadRow = z.object({
  exchange: z.string(),
  symbol: z.string(),
  timeframe_ms: z.int(),
  from_time: z.int(),
  until_time: z.int().nullable(),
  started_at: z.int(),
})

/** What is known of an exchange's candles besides the candles: where it has none, what was begun, and its markets. */
export class DownloadRecords {
  readonly #database: Database.Database
  readonly #directory: SeriesDirectory

  constructor(database: Database.Database, directory: SeriesDirectory) {
    this.#database = database
    this.#directory = directory
  }

  begun(): readonly BegunDownload[] {
    const rows = this.#all('SELECT * FROM downloads ORDER BY started_at')
    return rows.map((row) => {
      const { timeframe_ms, from_time, until_time, started_at, ...rest } = document(
        downloadRow,
        row,
        'download',
      )
      const times = { from: from_time, until: until_time, startedAt: started_at }
      return { ...rest, timeframeMs: timeframe_ms, ...times }
    })
  }

  begin({ exchange, symbol, timeframeMs, from, until, startedAt }: BegunDownload): void {
    const values = [exchange, symbol, timeframeMs, from, until, startedAt]
    this.#run('INSERT OR REPLACE INTO downloads VALUES (?, ?, ?, ?, ?, ?)', values)
  }

  finish({ exchange, symbol, timeframeMs }: SeriesKey): void {
    const values = [exchange, symbol, timeframeMs]
    this.#run(
      'DELETE FROM downloads WHERE exchange = ? AND symbol = ? AND timeframe_ms = ?',
      values,
    )
  }

  /** Where the exchange said that it has nothing, in the order of time. */
  emptyStretches(key: SeriesKey): readonly Stretch[] {
    const series = this.#directory.find(key, key.timeframeMs)
    if (series === undefined) return []
    const rows = this.#all(
      'SELECT from_time, until_time FROM empty_stretches WHERE series_id = ? ORDER BY from_time',
      [series.id],
    )
    return rows.map((row) => {
      const { from_time, until_time } = document(stretchRow, row, 'stretch')
      return { from: from_time, until: until_time }
    })
  }

  rememberEmpty(key: SeriesKey, { from, until }: Stretch): void {
    const { id } = this.#directory.ensure(key, key.timeframeMs, 0)
    this.#run(
      `INSERT INTO empty_stretches VALUES (?, ?, ?)
        ON CONFLICT DO UPDATE SET until_time = max(until_time, excluded.until_time)`,
      [id, from, until],
    )
  }

  /** To ask the exchange again. */
  forgetEmpty(key: SeriesKey): void {
    const series = this.#directory.find(key, key.timeframeMs)
    if (series !== undefined) {
      this.#run('DELETE FROM empty_stretches WHERE series_id = ?', [series.id])
    }
  }

  /** As it was when it was last asked for. */
  market(exchange: string, symbol: string): Market | undefined {
    const [row] = this.#all('SELECT definition FROM markets WHERE exchange = ? AND symbol = ?', [
      exchange,
      symbol,
    ])
    return row === undefined ? undefined : marketFrom(row)
  }

  saveMarket(exchange: string, market: Market, refreshedAt: number): void {
    const values = [exchange, market.symbol, marketText(market), refreshedAt]
    this.#run('INSERT OR REPLACE INTO markets VALUES (?, ?, ?, ?)', values)
  }

  #run(sql: string, values: readonly unknown[]): void {
    stored(this.#database.name, () => this.#database.prepare<unknown[]>(sql).run(...values))
  }

  #all(sql: string, values: readonly unknown[] = []): readonly unknown[] {
    return stored(this.#database.name, () => this.#database.prepare<unknown[]>(sql).all(...values))
  }
}
