import type { Candle } from '../../domain/candle.ts'
import { type Timeframe, timeframeMs } from '../../domain/timeframe.ts'
import type { Clock } from '../../ports/clock.ts'
import type { CandleClient } from './candle-client.ts'
import { candlesFromRows } from './ohlcv.ts'

/** More than any strategy looks back on, and few enough requests to wait for. */
const PAGES_MAX = 20

interface HistoryWish {
  readonly client: CandleClient
  readonly clock: Clock
  readonly timeframe: Timeframe
  readonly priceDecimals: number
  readonly count: number
}

/** The newest closed candles, oldest first; as many as the exchange gave before it failed, from the end of the list. */
export async function loadCandleHistory(wish: HistoryWish): Promise<readonly Candle[]> {
  const { client, clock, timeframe, count } = wish
  if (count <= 0) return []
  const stepMs = timeframeMs(timeframe)
  const offset = await client.measureTimeOffset()
  if (!offset.ok) return []
  const newestOpenTime = Math.floor((clock.now() + offset.value) / stepMs) * stepMs
  let since = newestOpenTime - count * stepMs
  const candles: Candle[] = []
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const page = await client.fetchPage(since)
    const parsed = page.ok ? candlesFromRows(page.value, wish.priceDecimals) : page
    // A history with a hole at its end would make the feed begin too early; it is better without one.
    if (!parsed.ok) return []
    const last = candles.at(-1)?.openTime ?? 0
    const fresh = parsed.value.filter((candle) => candle.openTime > last)
    candles.push(...fresh)
    since = candles.at(-1)?.openTime ?? since
    if (fresh.length === 0 || since >= newestOpenTime) break
  }
  // The youngest is still forming.
  return candles.slice(0, -1).slice(-count)
}
