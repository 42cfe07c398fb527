import { assert } from '../../app/domain/assert.ts'
import { type Problem, type Result, success } from '../../app/domain/result.ts'
import type { Timeframe } from '../../app/domain/timeframe.ts'
import { timeframeMs } from '../../app/domain/timeframe.ts'
import type { DownloadExchange } from '../../app/exchanges/ccxt/download-exchange.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import {
  type DownloadEvents,
  type DownloadOutcome,
  type DownloadTarget,
  downloadCandles,
} from '../../app/market/download-candles.ts'
import { type SampleVerdict, verifySample } from '../../app/market/verify-sample.ts'
import type { CandlePages } from '../../app/ports/candle-pages.ts'
import type { CandleLibrary } from '../../app/storage/candles/candle-library.ts'
import type { BegunDownload } from '../../app/storage/candles/download-records.ts'

export interface SeriesDownload {
  readonly exchange: DownloadExchange
  readonly library: CandleLibrary
  readonly begun: BegunDownload
  readonly timeframe: Timeframe
  /** So many candles are held against the exchange's afterwards. */
  readonly sample: number
  readonly events: DownloadEvents
  readonly signal: AbortSignal
}

export interface SeriesOutcome extends DownloadOutcome {
  readonly exchangeName: string
  readonly sample: SampleVerdict
}

/** One series of a download, from the market's rules to the sample that is verified. */
export async function downloadSeries(
  download: SeriesDownload,
): Promise<Result<SeriesOutcome, Problem>> {
  const { exchange, library, begun, timeframe, events, signal } = download
  assert(begun.timeframeMs === timeframeMs(timeframe), 'what was begun is of this length')
  const opened = await exchange.pages({ symbol: begun.symbol, timeframe })
  if (!opened.ok) return opened
  const pages = opened.value
  library.records.saveMarket(begun.exchange, pages.market, systemClock.now())
  const target = targetOf(library, begun)
  const common = { pages, clock: systemClock, events, signal, candleMs: begun.timeframeMs }
  const whole = { from: begun.from, until: begun.until ?? Number.MAX_SAFE_INTEGER }
  const outcome = await downloadCandles({ ...common, target, whole })
  if (!outcome.ok) return outcome
  const sample = await sampled(download, pages)
  if (!sample.ok) return sample
  return success({ ...outcome.value, exchangeName: pages.exchangeName, sample: sample.value })
}

function targetOf(library: CandleLibrary, begun: BegunDownload): DownloadTarget {
  return {
    openTimes: () => library.read(begun, 0, Number.MAX_SAFE_INTEGER)?.openTime ?? [],
    empty: () => library.records.emptyStretches(begun),
    write: (candles, priceDecimals) => library.write(begun, candles, priceDecimals),
    rememberEmpty: (stretch) => library.records.rememberEmpty(begun, stretch),
  }
}

function sampled(
  { library, begun, sample, events, signal }: SeriesDownload,
  pages: CandlePages,
): Promise<Result<SampleVerdict, Problem>> {
  const arrays = library.read(begun, begun.from, begun.until ?? Number.MAX_SAFE_INTEGER)
  return verifySample({
    ...{ pages, clock: systemClock, events, signal, sample },
    arrays,
    random: Math.random,
    correct: (candles, priceDecimals) => library.write(begun, candles, priceDecimals),
  })
}
