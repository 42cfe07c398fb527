import type Database from 'better-sqlite3'
import { z } from 'zod'
import { candleFault } from '../../domain/candle.ts'
import { bucketStart, longerCandles } from '../../domain/candle-bucket.ts'
import { databaseBytes } from '../database-bytes.ts'
import { document } from '../document-parsers.ts'
import { stored } from '../store-failure.ts'
import type { SeriesExtent } from './candle-series.ts'
import { readAll } from './longer-series.ts'
import type { ListedSeries, SeriesDirectory } from './series-directory.ts'

const WEEK_MS = 7 * 86_400_000
/** Faults beyond so many say nothing new. */
const FAULTS_MAX = 100

/** What a retention would take from one series. */
export interface Removal {
  readonly series: ListedSeries
  readonly candles: number
  /** Open time of the first that stays. */
  readonly before: number
}

export interface RetentionPolicy {
  readonly timeframeMs: number
  /** The newest of so much time stay. */
  readonly keptMs: number
}

const policyRow = z.object({ timeframe_ms: z.int().positive(), kept_ms: z.int().positive() })

export interface SeriesStatistics extends SeriesExtent {
  readonly series: ListedSeries
}

/** Looks after a file of candles. */
export class LibraryUpkeep {
  readonly #database: Database.Database
  readonly #directory: SeriesDirectory

  constructor(database: Database.Database, directory: SeriesDirectory) {
    this.#database = database
    this.#directory = directory
  }

  statistics(): readonly SeriesStatistics[] {
    return this.#directory
      .all()
      .map((series) => ({ series, ...this.#directory.candlesOf(series).extent() }))
  }

  /** With what is not in the file yet. */
  fileBytes(): number {
    return databaseBytes(this.#database.name)
  }

  /** What does not fit together, each in a sentence; nothing when all is sound. */
  check(): readonly string[] {
    const faults = [...this.#fileFaults()]
    const damaged = new Set<number>()
    for (const series of this.#directory.all()) {
      if (faults.length >= FAULTS_MAX) break
      const own = this.#directory.candlesOf(series).faults()
      if (own.length > 0) damaged.add(series.id)
      const deeper = own.length > 0 ? own : this.#contentFaults(series, damaged)
      faults.push(...deeper.map((fault) => `${nameOf(series)}: ${fault}`))
    }
    return faults.slice(0, FAULTS_MAX)
  }

  /** How much of the candles of a length is kept, by length; all where nothing is said. */
  policies(): readonly RetentionPolicy[] {
    const rows = stored(this.#database.name, () =>
      this.#database.prepare('SELECT * FROM retention ORDER BY timeframe_ms').all(),
    )
    return rows.map((row) => {
      const { timeframe_ms, kept_ms } = document(policyRow, row, 'retention')
      return { timeframeMs: timeframe_ms, keptMs: kept_ms }
    })
  }

  /** Takes nothing out by itself; null keeps all. */
  setPolicy(timeframeMs: number, keptMs: number | null): void {
    stored(this.#database.name, () => {
      if (keptMs === null) {
        this.#database.prepare('DELETE FROM retention WHERE timeframe_ms = ?').run(timeframeMs)
      } else {
        this.#database
          .prepare('INSERT OR REPLACE INTO retention VALUES (?, ?)')
          .run(timeframeMs, keptMs)
      }
    })
  }

  /** What would go of the candles of a length if only the newest stayed; whole weeks, so that no longer candle loses a part. */
  preview(timeframeMs: number, keptMs: number, now: number): readonly Removal[] {
    const before = bucketStart(now - keptMs, WEEK_MS)
    return this.#directory
      .all()
      .filter((series) => series.timeframeMs === timeframeMs)
      .map((series) => {
        const { openTime } = this.#directory.candlesOf(series).read(0, before, series.priceDecimals)
        return { series, candles: openTime.length, before }
      })
      .filter(({ candles }) => candles > 0)
  }

  /** All of a preview or nothing. */
  remove(removals: readonly Removal[]): void {
    const removeAll = this.#database.transaction(() => {
      for (const { series, before } of removals) {
        this.#directory.candlesOf(series).removeBefore(before)
      }
    })
    stored(this.#database.name, removeAll)
  }

  /** Gives the room of what was removed back to the disk. Returns how many bytes that were. */
  vacuum(): number {
    return stored(this.#database.name, () => {
      this.#database.pragma('wal_checkpoint(TRUNCATE)')
      const before = this.fileBytes()
      this.#database.exec('VACUUM')
      this.#database.pragma('wal_checkpoint(TRUNCATE)')
      return before - this.fileBytes()
    })
  }

  #fileFaults(): readonly string[] {
    const verdicts = stored(this.#database.name, () => this.#database.pragma('integrity_check'))
    const texts = Array.isArray(verdicts) ? verdicts.map((row) => Object.values(row).join()) : []
    return texts.filter((text) => text !== 'ok')
  }

  #contentFaults(series: ListedSeries, damaged: ReadonlySet<number>): readonly string[] {
    const candles = readAll(this.#directory, series, 0, Number.MAX_SAFE_INTEGER)
    const unsound = candles.flatMap((candle) => {
      const fault = candleFault(candle)
      return fault === undefined ? [] : [`${at(candle.openTime)}: ${fault}`]
    })
    return unsound.length > 0 ? unsound : this.#differences(series, candles, damaged)
  }

  /** Between longer candles and what their base says of them, for as far back as there is a base. */
  #differences(
    series: ListedSeries,
    candles: ReturnType<typeof readAll>,
    damaged: ReadonlySet<number>,
  ): readonly string[] {
    if (series.baseMs === series.timeframeMs) return []
    const base = this.#directory.find({ ...series, timeframeMs: series.baseMs }, series.baseMs)
    if (base === undefined) return ['the candles that these follow from are gone']
    if (damaged.has(base.id)) return []
    const all = readAll(this.#directory, base, 0, Number.MAX_SAFE_INTEGER)
    const [first, last] = [all[0], all.at(-1)]
    if (first === undefined || last === undefined) return []
    const closed = bucketStart(last.openTime + base.timeframeMs, series.timeframeMs)
    const expected = longerCandles(all, series.timeframeMs).filter(
      ({ openTime }) => openTime < closed,
    )
    const from = bucketStart(first.openTime, series.timeframeMs)
    const there = new Map(candles.map((candle) => [candle.openTime, text(candle)]))
    const missing = expected.filter((candle) => there.get(candle.openTime) !== text(candle))
    const wanted = new Set(expected.map(({ openTime }) => openTime))
    const surplus = candles.filter(({ openTime }) => openTime >= from && !wanted.has(openTime))
    return [...missing, ...surplus].map(
      ({ openTime }) => `${at(openTime)} is not what the shorter candles say`,
    )
  }
}

function nameOf({ exchange, symbol, timeframeMs }: ListedSeries): string {
  return `${exchange} ${symbol} ${timeframeMs / 60_000} min`
}

function at(time: number): string {
  return new Date(time).toISOString()
}

function text(candle: object): string {
  return Object.values(candle).join()
}
