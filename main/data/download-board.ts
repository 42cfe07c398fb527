import type { DownloadStage, DownloadView, StoredKey } from '../../app/contract/stored-data.ts'
import type { Problem, Result } from '../../app/domain/result.ts'
import type { DownloadEvents } from '../../app/market/download-candles.ts'
import type { CandleLibrary } from '../../app/storage/candles/candle-library.ts'
import type { BegunDownload } from '../../app/storage/candles/download-records.ts'
import { DownloadQueue } from './download-queue.ts'
import type { SeriesOutcome } from './download-series.ts'

/** Pages that are held against the exchange's afterwards, as on the command line. */
const SAMPLE = 3
/** Of those that are over, so many stay on the board. */
const OVER_MAX = 30

interface Posted {
  readonly begun: BegunDownload
  readonly abort: AbortController
  stage: DownloadStage
  /** Nobody wants to go on with it. */
  isForgotten: boolean
}

/** All downloads that somebody may want to know of: under way, paused, and over. */
export class DownloadBoard {
  readonly #library: CandleLibrary
  readonly #end = new AbortController()
  readonly #queue: DownloadQueue
  readonly #posted = new Map<string, Posted>()

  constructor(library: CandleLibrary) {
    this.#library = library
    this.#queue = new DownloadQueue(library, this.#end.signal)
  }

  /** Those that were begun in an earlier run, and not finished, are paused. */
  views(): DownloadView[] {
    const left = this.#library.records
      .begun()
      .filter((begun) => !this.#posted.has(nameOf(begun)))
      .map((begun) => viewOf(begun, { kind: 'paused' }))
    const posted = Array.from(this.#posted.values(), ({ begun, stage }) => viewOf(begun, stage))
    return [...left, ...posted.reverse()]
  }

  /** One that is under way already goes on as it is. */
  start(begun: BegunDownload, baseUrl: string | undefined): void {
    const name = nameOf(begun)
    if (isUnderWay(this.#posted.get(name)?.stage)) return
    const abort = new AbortController()
    const posted: Posted = { begun, abort, stage: { kind: 'waiting' }, isForgotten: false }
    this.#posted.delete(name)
    this.#posted.set(name, posted)
    this.#forgetOld()
    void this.#follow(posted, baseUrl)
  }

  /** Whether there is one that can go on. */
  resume(key: StoredKey, baseUrl: string | undefined): boolean {
    const begun = this.#library.records.begun().find((one) => nameOf(one) === nameOf(key))
    const again = begun ?? this.#posted.get(nameOf(key))?.begun
    if (again !== undefined) this.start(again, baseUrl)
    return again !== undefined
  }

  /** What has come is kept, and it can go on later. */
  pause(key: StoredKey): void {
    const posted = this.#posted.get(nameOf(key))
    posted?.abort.abort()
    if (posted?.stage.kind === 'waiting') posted.stage = { kind: 'paused' }
  }

  /** What has come is kept. */
  forget(key: StoredKey): void {
    this.pause(key)
    const posted = this.#posted.get(nameOf(key))
    if (posted !== undefined) posted.isForgotten = true
    this.#posted.delete(nameOf(key))
    this.#library.records.finish(key)
  }

  close(): void {
    this.#end.abort()
    for (const { abort } of this.#posted.values()) abort.abort()
  }

  async #follow(posted: Posted, baseUrl: string | undefined): Promise<void> {
    const { begun, abort } = posted
    const outcome = await this.#queue.run({
      ...{ begun, baseUrl, sample: SAMPLE, signal: abort.signal },
      events: eventsOf(posted),
      onStart: () => {
        posted.stage = { kind: 'running', doneShare: 0, msLeft: null, note: '' }
      },
    })
    posted.stage = abort.signal.aborted ? { kind: 'paused' } : stageOf(outcome)
    // While its last page was on its way.
    if (posted.isForgotten) this.#library.records.finish(begun)
  }

  #forgetOld(): void {
    for (const [name, { stage }] of this.#posted) {
      if (this.#posted.size <= OVER_MAX) return
      if (!isUnderWay(stage)) this.#posted.delete(name)
    }
  }
}

function eventsOf(posted: Posted): DownloadEvents {
  return {
    progress: ({ candlesDone, candlesWanted, msLeft }) => {
      const doneShare = Math.min(candlesDone / candlesWanted, 1)
      posted.stage = { kind: 'running', doneShare, msLeft, note: '' }
    },
    waiting: ({ message }) => {
      if (posted.stage.kind === 'running') posted.stage = { ...posted.stage, note: message }
    },
  }
}

function stageOf(outcome: Result<SeriesOutcome, Problem>): DownloadStage {
  if (!outcome.ok) return { kind: 'failed', problem: outcome.error }
  const { candles, empty, sample } = outcome.value
  const { compared, revisions } = sample
  return {
    ...{ kind: 'done', came: candles, compared },
    ...{ corrected: revisions.length, empty: empty.length },
  }
}

function isUnderWay(stage: DownloadStage | undefined): boolean {
  return stage?.kind === 'waiting' || stage?.kind === 'running'
}

function viewOf(
  { exchange, symbol, timeframeMs, from, until }: BegunDownload,
  stage: DownloadStage,
): DownloadView {
  return { exchange, symbol, timeframeMs, from, until, stage }
}

function nameOf({ exchange, symbol, timeframeMs }: StoredKey): string {
  return `${exchange} ${symbol} ${timeframeMs}`
}
