import { existsSync } from 'node:fs'
import type { CandleChoice, CandleSeries } from '../../app/contract/research.ts'
import { candlesOf } from '../../app/domain/candle-arrays.ts'
import { failure, type Problem, type Result, success } from '../../app/domain/result.ts'
import { timeframeMs, timeframeOf } from '../../app/domain/timeframe.ts'
import { CandleLibrary } from '../../app/storage/candles/candle-library.ts'
import type { CandleRange, CandleSupply } from './candle-supply.ts'
import { marketOfCandles } from './market-of-candles.ts'

type StoredChoice = Extract<CandleChoice, { kind: 'stored' }>

/** Every series of the store that a run can be over, longer ones that follow from shorter ones included. */
export function listStored(path: string): readonly CandleSeries[] {
  if (!existsSync(path)) return []
  return withLibrary(path, ({ upkeep }) =>
    upkeep.statistics().flatMap(({ series, candles, from, to }) => {
      const { exchange, symbol } = series
      const timeframe = timeframeOf(series.timeframeMs)
      if (timeframe === undefined || from === null || to === null) return []
      const choice = { kind: 'stored' as const, exchange, symbol, timeframe }
      return [
        {
          choice,
          title: `Stored: ${symbol} ${exchange}, ${timeframe}`,
          timeframe,
          candles,
          from,
          to,
        },
      ]
    }),
  )
}

/** Those of a series within a range. */
export function storedCandles(
  path: string,
  { exchange, symbol, timeframe }: StoredChoice,
  { from, until }: CandleRange,
): Result<CandleSupply, Problem> {
  if (!existsSync(path)) return failure(GONE)
  return withLibrary(path, (library) => {
    const key = { exchange, symbol, timeframeMs: timeframeMs(timeframe) }
    const there = library.span(key)
    const arrays = library.read(key, finite(from), finite(until))
    if (there === undefined || arrays === undefined) return failure(GONE)
    return success({
      ...{ title: `${symbol} of ${exchange}`, timeframe, there, repair: null },
      market: marketOfCandles(symbol, arrays.priceDecimals),
      candles: candlesOf(arrays),
    })
  })
}

function withLibrary<Value>(path: string, use: (library: CandleLibrary) => Value): Value {
  const library = new CandleLibrary(path)
  try {
    return use(library)
  } finally {
    library.close()
  }
}

/** SQLite compares whole numbers. */
function finite(time: number): number {
  return Math.min(Math.max(time, 0), Number.MAX_SAFE_INTEGER)
}

const GONE: Problem = {
  code: 'candles-gone',
  message: 'There are no such candles any more.',
  action: 'Choose others in the list.',
}
