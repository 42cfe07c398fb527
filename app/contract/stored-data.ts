import { z } from 'zod'
import {
  exchangeId,
  label,
  problem,
  sentence,
  storedExchange,
  symbol,
  timeframe,
  timeMs,
} from './values.ts'

const MINUTE_MS = 60_000
const YEAR_MS = 366 * 1_440 * MINUTE_MS
/** More at once nobody waits for. */
export const DOWNLOADED_MARKETS_MAX = 20
/** Gaps beyond so many nobody reads. */
export const GAPS_SHOWN_MAX = 500

const count = z.number().int().nonnegative()
const lengthMs = z.number().int().min(MINUTE_MS).max(YEAR_MS)

/** Candles of one market and one length, as they are stored. */
export const storedKey = z.object({ exchange: storedExchange, symbol, timeframeMs: lengthMs })
export type StoredKey = z.infer<typeof storedKey>

export const storedSeries = storedKey.extend({
  /** Shorter than the timeframe where these follow from shorter candles. */
  baseMs: lengthMs,
  candles: count,
  /** Open times of the first and the last; null where there is none. */
  from: timeMs.nullable(),
  to: timeMs.nullable(),
  /** Between the first and the last. */
  missing: count,
  bytes: count,
})
export type StoredSeries = z.infer<typeof storedSeries>

export const storedGap = z.object({
  from: timeMs,
  until: timeMs,
  candles: count,
  /** The exchange was asked, and has none there. */
  isEmpty: z.boolean(),
})
export type StoredGap = z.infer<typeof storedGap>

/** How a download goes. One that is paused, or was cut off, goes on where it was. */
export const downloadStage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('waiting') }),
  z.object({
    kind: z.literal('running'),
    doneShare: z.number().min(0).max(1),
    msLeft: z.number().nonnegative().nullable(),
    /** What the exchange makes it wait for; empty while it does not. */
    note: sentence,
  }),
  z.object({ kind: z.literal('paused') }),
  z.object({ kind: z.literal('failed'), problem }),
  z.object({
    kind: z.literal('done'),
    came: count,
    /** How many were held against the exchange's afterwards, and how many of them were corrected. */
    compared: count,
    corrected: count,
    /** Stretches in which the exchange has none. */
    empty: count,
  }),
])
export type DownloadStage = z.infer<typeof downloadStage>

export const downloadView = storedKey.extend({
  from: timeMs,
  /** Null where it goes on until now. */
  until: timeMs.nullable(),
  stage: downloadStage,
})
export type DownloadView = z.infer<typeof downloadView>

/** The newest of so much time stay; null keeps all. */
export const retention = z.object({
  timeframeMs: lengthMs,
  keptMs: z.number().int().positive().nullable(),
})
export type Retention = z.infer<typeof retention>

/** What is kept of candles for research. */
export const storedData = z.object({
  fileBytes: count,
  series: z.array(storedSeries),
  downloads: z.array(downloadView),
  retentions: z.array(retention),
})
export type StoredData = z.infer<typeof storedData>

export const downloadsWish = z.object({
  exchangeId,
  symbols: z.array(symbol).min(1).max(DOWNLOADED_MARKETS_MAX),
  timeframes: z.array(timeframe).min(1),
  from: timeMs,
  until: timeMs.nullable(),
})
export type DownloadsWish = z.infer<typeof downloadsWish>

/** What a retention would take away, or took. */
export const storedRemoval = storedKey.extend({
  candles: count,
  /** Open time of the first that stays. */
  before: timeMs,
})
export type StoredRemoval = z.infer<typeof storedRemoval>

/** Of trades, candles of that length are made. */
export const historyWish = z.object({ exchange: storedExchange, symbol, timeframe })
export type HistoryWish = z.infer<typeof historyWish>

export const broughtIn = storedKey.extend({
  fileName: label,
  candles: count,
  from: timeMs.nullable(),
  to: timeMs.nullable(),
  isOfTrades: z.boolean(),
})
export type BroughtIn = z.infer<typeof broughtIn>

export const CANDLE_FORMATS = ['csv', 'freqtrade'] as const
export type CandleFormat = (typeof CANDLE_FORMATS)[number]
