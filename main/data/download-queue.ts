import { failure, type Problem, type Result } from '../../app/domain/result.ts'
import { timeframeMs, timeframeOf } from '../../app/domain/timeframe.ts'
import { DownloadExchange } from '../../app/exchanges/ccxt/download-exchange.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import type { DownloadEvents } from '../../app/market/download-candles.ts'
import type { CandleLibrary } from '../../app/storage/candles/candle-library.ts'
import type { BegunDownload } from '../../app/storage/candles/download-records.ts'
import { downloadSeries, type SeriesOutcome } from './download-series.ts'

/** Enough to keep the exchange busy; what it allows is shared by all of them. */
const AT_ONCE = 4
/** Failures after which the same download may be tried again. */
const UNFINISHED = [
  'download-interrupted',
  'exchange-slow-down',
  'exchange-timeout',
  'exchange-unreachable',
]

export interface QueuedDownload {
  readonly begun: BegunDownload
  /** So many pages are held against the exchange's afterwards. */
  readonly sample: number
  /** Instead of the exchange's own address. */
  readonly baseUrl: string | undefined
  readonly events: DownloadEvents
  /** It is its turn. */
  readonly onStart: () => void
  readonly signal: AbortSignal
}

/** Any number of downloads, a few of them at a time; one that fails does not hold up the others. */
export class DownloadQueue {
  readonly #library: CandleLibrary
  /** Ends all of them, and whatever they wait for. */
  readonly #signal: AbortSignal
  readonly #exchanges = new Map<string, Promise<Result<DownloadExchange, Problem>>>()
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(library: CandleLibrary, signal: AbortSignal) {
    this.#library = library
    this.#signal = signal
  }

  /** Writes down that it was begun, and that it is finished; what could go better another time stays begun. */
  async run(download: QueuedDownload): Promise<Result<SeriesOutcome, Problem>> {
    const { begun } = download
    this.#library.records.begin(begun)
    await this.#turn()
    try {
      download.onStart()
      const outcome = await this.#download(download)
      const isOver = outcome.ok || !UNFINISHED.includes(outcome.error.code)
      if (isOver) this.#library.records.finish(begun)
      return outcome
    } finally {
      this.#running -= 1
      this.#waiting.shift()?.()
    }
  }

  async #turn(): Promise<void> {
    if (this.#running >= AT_ONCE) {
      await new Promise<void>((begin) => this.#waiting.push(begin))
    }
    this.#running += 1
  }

  async #download({
    begun,
    baseUrl,
    ...rest
  }: QueuedDownload): Promise<Result<SeriesOutcome, Problem>> {
    const timeframe = timeframeOf(begun.timeframeMs)
    if (timeframe === undefined) return failure(noSuchLength(begun))
    const exchange = await this.#exchange(begun.exchange, baseUrl)
    if (!exchange.ok) return exchange
    const library = this.#library
    return downloadSeries({ ...rest, exchange: exchange.value, library, begun, timeframe })
  }

  /** One for all downloads from it; opened anew after it could not be. */
  async #exchange(
    exchangeId: string,
    baseUrl: string | undefined,
  ): Promise<Result<DownloadExchange, Problem>> {
    const key = `${exchangeId} ${baseUrl ?? ''}`
    const choice = { exchangeId, baseUrl, clock: systemClock, signal: this.#signal }
    const opening = this.#exchanges.get(key) ?? DownloadExchange.open(choice)
    this.#exchanges.set(key, opening)
    const opened = await opening
    if (!opened.ok) this.#exchanges.delete(key)
    return opened
  }
}

function noSuchLength({ timeframeMs: ms }: BegunDownload): Problem {
  return {
    code: 'timeframe-unsupported',
    message: `Candles of ${ms / timeframeMs('1m')} minutes cannot be downloaded.`,
    action: 'Download shorter ones; longer ones follow from them by themselves.',
  }
}
