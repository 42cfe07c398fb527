import Database from 'better-sqlite3'
import { z } from 'zod'
import type { Candle } from '../domain/candle.ts'
import type { Market } from '../domain/market.ts'
import { type Timeframe, timeframeOf } from '../domain/timeframe.ts'
import { candleFrom } from './candle-row.ts'
import { document } from './document-parsers.ts'
import { stored } from './store-failure.ts'

const BUSY_TIMEOUT_MS = 2_000
/** So many of the newest candles say how far they are apart. */
const SAMPLE = 200

const extent = z.object({ candles: z.int(), first: z.int().nullable(), last: z.int().nullable() })
const beginning = z.object({ first: z.int().nullable() })
const openTimeRow = z.object({ open_time: z.int() })

/** What a file of candles holds. */
export interface ArchiveExtent {
  readonly timeframe: Timeframe
  readonly candles: number
  readonly from: number
  readonly to: number
}

/** The candles that an account has stored, read beside an engine that writes them. */
export class CandleArchive {
  readonly #database: Database.Database

  /** Throws a `StoreError` when the file cannot be read. */
  constructor(path: string) {
    this.#database = stored(
      path,
      () => new Database(path, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS }),
    )
  }

  /** Undefined where there are too few candles to say. */
  extent(): ArchiveExtent | undefined {
    const row = this.#run(() =>
      this.#database
        .prepare(
          'SELECT count(*) AS candles, min(open_time) AS first, max(open_time) AS last FROM candles',
        )
        .get(),
    )
    const { candles, first, last } = document(extent, row, 'candles')
    const timeframe = this.#timeframe()
    if (first === null || last === null || timeframe === undefined) return undefined
    return { timeframe, candles, from: first, to: last }
  }

  /** When the first candle opened that the account itself has seen close; those before are history. */
  beganAt(): number | undefined {
    const row = this.#run(() =>
      this.#database
        .prepare('SELECT min(open_time) AS first FROM candles WHERE equity IS NOT NULL')
        .get(),
    )
    return document(beginning, row, 'candles').first ?? undefined
  }

  /** Oldest first; those that open from one time on and before another. */
  read(market: Market, from: number, until: number): readonly Candle[] {
    const rows = this.#run(() =>
      this.#database
        .prepare('SELECT * FROM candles WHERE open_time >= ? AND open_time < ? ORDER BY open_time')
        .all(from, until),
    )
    return rows.map((row) => candleFrom(row, market))
  }

  close(): void {
    this.#database.close()
  }

  #timeframe(): Timeframe | undefined {
    const rows = this.#run(() =>
      this.#database
        .prepare(`SELECT open_time FROM candles ORDER BY open_time DESC LIMIT ${SAMPLE}`)
        .all(),
    )
    const times = rows.map((row) => document(openTimeRow, row, 'candle').open_time)
    const steps = times.slice(1).map((time, index) => (times[index] ?? 0) - time)
    return steps.length === 0 ? undefined : timeframeOf(Math.min(...steps))
  }

  #run<Value>(operation: () => Value): Value {
    return stored(this.#database.name, operation)
  }
}
