import { existsSync } from 'node:fs'
import type { Answer } from '../../app/contract/requests.ts'
import type {
  DownloadsWish,
  Retention,
  StoredData,
  StoredKey,
  StoredRemoval,
  StoredSeries,
} from '../../app/contract/stored-data.ts'
import { GAPS_SHOWN_MAX } from '../../app/contract/stored-data.ts'
import { failure, type Problem, success } from '../../app/domain/result.ts'
import { timeframeMs } from '../../app/domain/timeframe.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import { CandleLibrary } from '../../app/storage/candles/candle-library.ts'
import type {
  LibraryUpkeep,
  Removal,
  SeriesStatistics,
} from '../../app/storage/candles/library-upkeep.ts'
import { ProfilePaths } from '../../app/storage/profile-paths.ts'
import { bringIn } from './bring-in.ts'
import { candleText } from './candle-text.ts'
import type { DataAnswers, DataInput } from './data-wire.ts'
import { DownloadBoard } from './download-board.ts'
import { seriesGaps } from './series-gaps.ts'

interface Opened {
  readonly library: CandleLibrary
  readonly board: DownloadBoard
}

const NOTHING: StoredData = { fileBytes: 0, series: [], downloads: [], retentions: [] }
const ALWAYS = [0, Number.MAX_SAFE_INTEGER] as const

/** Candles for research: what there is, how more comes and how some goes. */
export class DataDesk {
  readonly answers: DataAnswers
  readonly #path: string
  #opened: Opened | undefined

  constructor(directory: string) {
    this.#path = new ProfilePaths(directory).candles
    this.answers = {
      loadStoredData: () => success(this.#isThere() ? storedData(this.#open()) : NOTHING),
      loadGaps: (key) => this.#gaps(key),
      startDownloads: (wish) => done(() => this.#start(wish)),
      resumeDownload: ({ baseUrl, ...key }) =>
        this.#open().board.resume(key, baseUrl) ? success(null) : failure(GONE),
      refillGaps: (wish) => this.#refill(wish),
      pauseDownload: (key) => done(() => this.#open().board.pause(key)),
      forgetDownload: (key) => done(() => this.#open().board.forget(key)),
      previewRetention: ({ retentions }) =>
        success(removalsOf(this.#open().library.upkeep, retentions).map(removalView)),
      applyRetention: ({ retentions }) => this.#retain(retentions),
      checkCandles: () => success([...this.#open().library.upkeep.check()]),
      vacuumCandles: () => success({ bytes: Math.max(this.#open().library.upkeep.vacuum(), 0) }),
      bringIn: (wish) => bringIn(this.#open().library, wish),
      candleText: ({ format, ...key }) => {
        const arrays = this.#open().library.read(key, ...ALWAYS)
        return arrays === undefined ? failure(GONE) : success(candleText(arrays, format))
      },
    }
  }

  close(): void {
    this.#opened?.board.close()
    this.#opened?.library.close()
    this.#opened = undefined
  }

  #isThere(): boolean {
    return this.#opened !== undefined || existsSync(this.#path)
  }

  #open(): Opened {
    if (this.#opened === undefined) {
      const library = new CandleLibrary(this.#path)
      this.#opened = { library, board: new DownloadBoard(library) }
    }
    return this.#opened
  }

  #gaps(key: StoredKey) {
    const { library } = this.#open()
    const series = library.find(key)
    if (series === undefined) return failure(GONE)
    return success(seriesGaps(library, series).slice(0, GAPS_SHOWN_MAX))
  }

  #start(wish: DownloadsWish & { readonly baseUrl: string | undefined }): void {
    const { exchangeId: exchange, symbols, timeframes, from, until, baseUrl } = wish
    const { board } = this.#open()
    for (const symbol of symbols) {
      for (const timeframe of timeframes) {
        const key = { exchange, symbol, timeframeMs: timeframeMs(timeframe) }
        board.start({ ...key, from, until, startedAt: systemClock.now() }, baseUrl)
      }
    }
  }

  /** Asks the exchange once more also where it said that it has none. */
  #refill({ baseUrl, ...key }: DataInput<'refillGaps'>): Answer<null> {
    const { library, board } = this.#open()
    const series = library.find(key)
    const extent = series && library.extent(series)
    if (extent?.from == null || extent.to === null) return failure(GONE)
    library.records.forgetEmpty(key)
    const { from, to } = extent
    const until = to + key.timeframeMs
    board.start({ ...key, from, until, startedAt: systemClock.now() }, baseUrl)
    return success(null)
  }

  #retain(retentions: readonly Retention[]): Answer<StoredRemoval[]> {
    const { upkeep } = this.#open().library
    for (const { timeframeMs: length, keptMs } of retentions) upkeep.setPolicy(length, keptMs)
    const removals = removalsOf(upkeep, retentions)
    upkeep.remove(removals)
    return success(removals.map(removalView))
  }
}

function storedData({ library: { upkeep }, board }: Opened): StoredData {
  return {
    fileBytes: upkeep.fileBytes(),
    series: upkeep.statistics().map(seriesView),
    downloads: board.views(),
    retentions: [...upkeep.policies()],
  }
}

function seriesView({ series, candles, from, to, bytes }: SeriesStatistics): StoredSeries {
  const { exchange, symbol, timeframeMs: lengthMs, baseMs } = series
  const wanted = from === null || to === null ? 0 : (to - from) / lengthMs + 1
  return {
    ...{ exchange, symbol, timeframeMs: lengthMs, baseMs },
    ...{ candles, from, to, bytes, missing: Math.max(Math.round(wanted) - candles, 0) },
  }
}

function removalsOf(upkeep: LibraryUpkeep, retentions: readonly Retention[]): readonly Removal[] {
  const now = systemClock.now()
  return retentions.flatMap(({ timeframeMs: lengthMs, keptMs }) =>
    keptMs === null ? [] : upkeep.preview(lengthMs, keptMs, now),
  )
}

function removalView({ series, candles, before }: Removal): StoredRemoval {
  const { exchange, symbol, timeframeMs: lengthMs } = series
  return { exchange, symbol, timeframeMs: lengthMs, candles, before: Math.max(before, 0) }
}

function done(act: () => void): Answer<null> {
  act()
  return success(null)
}

const GONE: Problem = {
  code: 'candles-gone',
  message: 'There are no such candles any more.',
  action: 'Choose others in the list.',
}
