import Database from 'better-sqlite3'
import { z } from 'zod'
import type { Candle } from '../domain/candle.ts'
import { candlesOf } from '../domain/candle-arrays.ts'
import type { Market } from '../domain/market.ts'
import { type Timeframe, timeframeOf } from '../domain/timeframe.ts'
import { CandleSeries } from './candles/candle-series.ts'
import { document } from './document-parsers.ts'
import { MARKET_DATABASE } from './market-file.ts'
import { OWN_SERIES } from './migrations/0002-candle-blocks.ts'
import { closeInOrder, openDatabase } from './open-database.ts'
import { stored } from './store-failure.ts'

const BUSY_TIMEOUT_MS = 2_000
/** So many of the newest candles say how far they are apart. */
const SAMPLE = 200

const beginning = z.object({ first: z.int().nullable() })

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
  readonly #series: CandleSeries

  /** Throws a `StoreError` when the file cannot be read. */
  constructor(path: string) {
    this.#database = openForReading(path)
    if (versionOf(this.#database) < MARKET_DATABASE.migrations.length) {
      this.#database.close()
      // Nobody has traded on it since an update brought a new format.
      closeInOrder(openDatabase(path, MARKET_DATABASE))
      this.#database = openForReading(path)
    }
    this.#series = stored(path, () => new CandleSeries(this.#database, OWN_SERIES))
  }

  /** Undefined where there are too few candles to say. */
  extent(): ArchiveExtent | undefined {
    const { candles, from, to } = this.#series.extent()
    const timeframe = this.#timeframe()
    if (from === null || to === null || timeframe === undefined) return undefined
    return { timeframe, candles, from, to }
  }

  /** When the first candle opened that the account itself has seen close; those before are history. */
  beganAt(): number | undefined {
    const row = stored(this.#database.name, () =>
      this.#database.prepare('SELECT min(open_time) AS first FROM equity').get(),
    )
    return document(beginning, row, 'candles').first ?? undefined
  }

  /** Oldest first; those that open from one time on and before another. */
  read(
    { priceDecimals }: Pick<Market, 'priceDecimals'>,
    from: number,
    until: number,
  ): readonly Candle[] {
    return candlesOf(this.#series.read(from, until, priceDecimals))
  }

  close(): void {
    this.#database.close()
  }

  #timeframe(): Timeframe | undefined {
    const newest = this.#series.readNewest(SAMPLE, this.#series.extent().priceDecimals)
    const steps = newest
      .slice(1)
      .map(({ openTime }, index) => openTime - (newest[index]?.openTime ?? 0))
    return steps.length === 0 ? undefined : timeframeOf(Math.min(...steps))
  }
}

function openForReading(path: string): Database.Database {
  return stored(
    path,
    () => new Database(path, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS }),
  )
}

function versionOf(database: Database.Database): number {
  return stored(database.name, () => Number(database.pragma('user_version', { simple: true })))
}
