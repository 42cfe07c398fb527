import { type Timeframe, timeframeMs } from '../../domain/timeframe.ts'

/** The next candle is there shortly after its time; asking sooner would mean asking twice. */
const AFTER_CLOSE_MS = 300
/** The forming candle is shown growing at this pace. */
const POLL_MS_MAX = 5_000
const POLL_MS_MIN = 1_000
/** Where a stream shows it growing, asking only proves that nothing was missed. */
const STREAMED_POLL_MS_MAX = 30_000
/** A stream that says nothing for so long is not relied on. */
export const STREAM_QUIET_MS = 10_000

/** A candle may be this late before trading stops relying on the feed: a share of its length, within limits. */
const LATE_SHARE = 0.05
const LATE_MS_MIN = 20_000
const LATE_MS_MAX = 120_000

/** Failures that last no longer than this are not worth a word. */
export const FAILING_MS_MAX = 10_000

/** When to ask again, given how long ago the newest candle should have closed (negative: how long it still takes). */
export function nextPollMs(overdueMs: number, isStreamed: boolean): number {
  // A candle that does not come is not hurried by asking every second.
  if (overdueMs > LATE_MS_MIN) return POLL_MS_MAX
  const most = isStreamed ? STREAMED_POLL_MS_MAX : POLL_MS_MAX
  return Math.min(most, Math.max(POLL_MS_MIN, AFTER_CLOSE_MS - overdueMs))
}

export function isLate(overdueMs: number, timeframe: Timeframe): boolean {
  const share = timeframeMs(timeframe) * LATE_SHARE
  return overdueMs > Math.min(LATE_MS_MAX, Math.max(LATE_MS_MIN, share))
}
