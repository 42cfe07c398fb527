import type Database from 'better-sqlite3'
import type { Candle } from '../../domain/candle.ts'
import type { CandleArrays } from '../../domain/candle-arrays.ts'
import { bucketStart, longerCandles } from '../../domain/candle-bucket.ts'
import { candleLibrary0001 } from '../migrations/0001-candle-library.ts'
import { openDatabase } from '../open-database.ts'
import { stored } from '../store-failure.ts'
import { arraysOf } from './candle-columns.ts'
import type { SeriesExtent } from './candle-series.ts'
import { DownloadRecords } from './download-records.ts'
import { LibraryUpkeep } from './library-upkeep.ts'
import { longestDivisor, readAll, updateLonger } from './longer-series.ts'
import { SeriesAppender } from './series-appender.ts'
import { type ListedSeries, SeriesDirectory, type SeriesKey } from './series-directory.ts'

/**
 * Candles of every market that the user wants to look at or test on, in a file of its own: no ledger is ever near it.
 * NORMAL: a killed process loses nothing, and what a power cut costs can be downloaded again.
 */
export class CandleLibrary {
  readonly records: DownloadRecords
  readonly upkeep: LibraryUpkeep
  readonly #database: Database.Database
  readonly #directory: SeriesDirectory
  /** By series, for as long as what they know is so. */
  readonly #appenders = new Map<string, SeriesAppender>()
  /** Another number after another process has written. */
  readonly #changesElsewhere: Database.Statement<unknown[]>
  #changesSeen: unknown
  readonly #write: (key: SeriesKey, candles: readonly Candle[], priceDecimals: number) => void

  /** Throws a `StoreError` when the file is damaged, newer or cannot be written. */
  constructor(path: string) {
    const kind = { migrations: [candleLibrary0001], synchronous: 'NORMAL' } as const
    this.#database = openDatabase(path, kind)
    this.#directory = new SeriesDirectory(this.#database)
    this.records = new DownloadRecords(this.#database, this.#directory)
    this.upkeep = new LibraryUpkeep(this.#database, this.#directory)
    this.#changesElsewhere = this.#database.prepare('PRAGMA data_version').pluck()
    this.#write = this.#database.transaction(
      (key: SeriesKey, candles: readonly Candle[], priceDecimals: number) =>
        this.#writeInside(key, candles, priceDecimals),
    ).immediate
  }

  /**
   * Sound, closed candles in the order of time, each once; one that is there already is replaced. They and all longer ones
   * that follow from them are written together or not at all.
   */
  write(key: SeriesKey, candles: readonly Candle[], priceDecimals: number): void {
    if (candles.length === 0) return
    try {
      stored(this.#database.name, () => this.#write(key, candles, priceDecimals))
    } catch (error) {
      this.#appenders.clear()
      throw error
    }
  }

  /**
   * Those that open from one time on and before another: as they were written, or made of shorter ones. Undefined where
   * there are neither. A longer candle that is still forming is left out.
   */
  read(key: SeriesKey, from: number, until: number): CandleArrays | undefined {
    const own = this.find(key)
    if (own !== undefined) {
      return this.#directory.candlesOf(own).read(from, until, own.priceDecimals)
    }
    const base = this.#baseFor(key)
    const source = base && longestDivisor(this.#directory, base, key.timeframeMs)
    if (base === undefined || source === undefined) return undefined
    const newest = this.#directory.candlesOf(base).newestTime() ?? 0
    const closed = bucketStart(newest + base.timeframeMs, key.timeframeMs)
    const candles = readAll(
      this.#directory,
      source,
      bucketStart(from, key.timeframeMs),
      Math.min(until, Number.MAX_SAFE_INTEGER - key.timeframeMs) + key.timeframeMs,
    )
    const longer = longerCandles(candles, key.timeframeMs).filter(
      ({ openTime }) => openTime >= from && openTime < until && openTime < closed,
    )
    return arraysOf(longer, source.priceDecimals)
  }

  /** Open times of the first and the last candle that `read` may give; undefined where there are none. */
  span(key: SeriesKey): { readonly from: number; readonly to: number } | undefined {
    const base = this.find(key) ?? this.#baseFor(key)
    if (base === undefined) return undefined
    const { from, to } = this.extent(base)
    return from === null || to === null
      ? undefined
      : { from: bucketStart(from, key.timeframeMs), to }
  }

  /** The series itself where there is one: what was written goes before what follows from shorter candles. */
  find(key: SeriesKey): ListedSeries | undefined {
    return (
      this.#directory.find(key, key.timeframeMs) ??
      this.list().find(
        ({ exchange, symbol, timeframeMs }) =>
          exchange === key.exchange && symbol === key.symbol && timeframeMs === key.timeframeMs,
      )
    )
  }

  /** What there is of a series that is kept. */
  extent(series: ListedSeries): SeriesExtent {
    return this.#directory.candlesOf(series).extent()
  }

  list(): readonly ListedSeries[] {
    return stored(this.#database.name, () => this.#directory.all())
  }

  /** All candles of a series that is kept. */
  arrays(series: ListedSeries): CandleArrays {
    return this.#directory.candlesOf(series).read(0, Number.MAX_SAFE_INTEGER, series.priceDecimals)
  }

  close(): void {
    this.#database.close()
  }

  #writeInside(key: SeriesKey, candles: readonly Candle[], priceDecimals: number): void {
    this.#forgetWhereOthersWrote()
    const name = `${key.exchange} ${key.symbol} ${key.timeframeMs}`
    const [first, last] = [candles[0], candles.at(-1)]
    if (first === undefined || last === undefined) return
    const appender = this.#appenders.get(name)
    if (first === last && appender?.takes(first, priceDecimals)) {
      appender.append(first)
      return
    }
    this.#appenders.delete(name)
    const base = this.#directory.ensure(key, key.timeframeMs, priceDecimals)
    const series = this.#directory.candlesOf(base)
    const newestBefore = series.newestTime()
    series.write(candles, priceDecimals)
    updateLonger(this.#directory, base, {
      ...{ first: first.openTime, last: last.openTime },
      newestBefore,
    })
    if (first === last && last.openTime > (newestBefore ?? 0)) {
      this.#appenders.set(name, new SeriesAppender(this.#directory, base, last.openTime))
    }
  }

  #forgetWhereOthersWrote(): void {
    const changes = this.#changesElsewhere.get()
    if (changes !== this.#changesSeen) this.#appenders.clear()
    this.#changesSeen = changes
  }

  /** The longest written candles that those of a length can be made of. */
  #baseFor({ exchange, symbol, timeframeMs }: SeriesKey): ListedSeries | undefined {
    return this.list()
      .filter(
        (series) =>
          series.exchange === exchange &&
          series.symbol === symbol &&
          series.baseMs === series.timeframeMs &&
          timeframeMs % series.timeframeMs === 0,
      )
      .at(-1)
  }
}
