import type { FeedStatus } from '../../ports/market-feed.ts'
import type { ExchangeFailure } from './exchange-failure.ts'

/** What the status line says of a feed; every stale one says what happened and what comes next. */
export const feedStatuses = {
  connecting: (exchangeName: string): FeedStatus => ({
    state: 'connecting',
    message: `Connecting to ${exchangeName}.`,
  }),
  running: (exchangeName: string, symbol: string): FeedStatus => ({
    state: 'running',
    message: `Receiving ${symbol} candles from ${exchangeName}.`,
  }),
  catchingUp: (exchangeName: string): FeedStatus => ({
    state: 'stale',
    message: `Fetching the candles that were missed from ${exchangeName}. Trading waits.`,
  }),
  failing: (exchangeName: string, failure: ExchangeFailure, waitMs: number): FeedStatus => ({
    state: 'stale',
    message: `${exchangeName} ${failure.what}. Trading waits; next try in ${durationText(waitMs)}.`,
  }),
  standingStill: (exchangeName: string, symbol: string, silentMs: number): FeedStatus => ({
    state: 'stale',
    message: `${exchangeName} answers, but its newest candle of ${symbol} began ${durationText(silentMs)} ago. Trading waits for a newer one.`,
  }),
} as const

/** A length of time as people say it. */
function durationText(ms: number): string {
  const seconds = Math.round(ms / 1_000)
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}
