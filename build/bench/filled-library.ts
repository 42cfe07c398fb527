import type { Candle } from '../../app/domain/candle.ts'
import { timeframeMs } from '../../app/domain/timeframe.ts'
import { CandleLibrary } from '../../app/storage/candles/candle-library.ts'
import { ProfilePaths } from '../../app/storage/profile-paths.ts'
import { BENCH_BOT, BENCH_MARKET } from './bench-account.ts'
import { SampleCandles } from './sample-candles.ts'

/** Written at a time: objects of all of them would take most of the memory. */
const PAGE = 100_000

export const FILLED_EXCHANGE = 'binance'

/** Stores so many minutes of the benched market in a profile; returns when the first one opens, and the last. */
export function fillLibrary(directory: string, count: number): { from: number; to: number } {
  const sample = new SampleCandles(count)
  const { symbol, priceDecimals } = BENCH_MARKET
  const key = { exchange: FILLED_EXCHANGE, symbol, timeframeMs: timeframeMs(BENCH_BOT.timeframe) }
  const library = new CandleLibrary(new ProfilePaths(directory).candles)
  let page: Candle[] = []
  for (const candle of sample.shown()) {
    page.push({ ...candle })
    if (page.length < PAGE) continue
    library.write(key, page, priceDecimals)
    page = []
  }
  library.write(key, page, priceDecimals)
  library.close()
  return { from: sample.openTime[0] ?? 0, to: sample.openTime.at(-1) ?? 0 }
}
