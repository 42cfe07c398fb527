import type { CandleArrays } from '../../../app/domain/candle-arrays.ts'
import { StoreError } from '../../../app/ports/store-error.ts'
import type { CandleLibrary } from '../../../app/storage/candles/candle-library.ts'
import type { SeriesKey } from '../../../app/storage/candles/series-directory.ts'
import { lengthText } from './series-options.ts'

/** Those of a series from one time on and before another. Throws a `StoreError` where there are none to make them of. */
export function storedCandles(
  library: CandleLibrary,
  key: SeriesKey,
  from: number,
  until: number,
): CandleArrays {
  const arrays = library.read(key, from, until)
  if (arrays !== undefined) return arrays
  throw noCandles(key)
}

export function noCandles(key: SeriesKey): StoreError {
  return new StoreError(
    'failed',
    `There are no ${lengthText(key.timeframeMs)} candles of ${key.symbol} at ${key.exchange}, and no shorter ones to make them of.`,
    'Say `cryptobot data stats` to see what there is.',
  )
}
