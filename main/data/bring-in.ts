import { basename } from 'node:path'
import type { BroughtIn, HistoryWish } from '../../app/contract/stored-data.ts'
import { type Problem, type Result, success } from '../../app/domain/result.ts'
import { timeframeMs } from '../../app/domain/timeframe.ts'
import { readHistory } from '../../app/exchanges/history/read-history.ts'
import type { CandleLibrary } from '../../app/storage/candles/candle-library.ts'

/** Stores a file of candles or trades, whole or not at all. */
export async function bringIn(
  library: CandleLibrary,
  { path, exchange, symbol, timeframe }: HistoryWish & { readonly path: string },
): Promise<Result<BroughtIn, Problem>> {
  const read = await readHistory(path, timeframe)
  if (!read.ok) return read
  const { candles, priceDecimals, isOfTrades } = read.value
  const key = { exchange, symbol, timeframeMs: timeframeMs(read.value.timeframe) }
  library.write(key, candles, priceDecimals)
  return success({
    ...key,
    fileName: basename(path).slice(0, 200),
    candles: candles.length,
    from: candles[0]?.openTime ?? null,
    to: candles.at(-1)?.openTime ?? null,
    isOfTrades,
  })
}
