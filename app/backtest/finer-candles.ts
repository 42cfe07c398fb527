import type { Candle } from '../domain/candle.ts'
import type { Price } from '../domain/price.ts'
import { failure, type Result, success } from '../domain/result.ts'
import { type Timeframe, timeframeMs } from '../domain/timeframe.ts'
import { CandleColumns } from './candle-columns.ts'
import type { FinerCandles } from './candle-inside.ts'

/** Candles, and in which unit their prices are whole. */
export interface PricedCandles {
  readonly timeframe: Timeframe
  readonly priceDecimals: number
  readonly candles: readonly Candle[]
}

/** Shorter candles, their prices counted as those of the tested ones are; or why these cannot be the shorter ones. */
export function finerCandles(
  finer: PricedCandles,
  tested: Omit<PricedCandles, 'candles'>,
): Result<FinerCandles, string> {
  const { timeframe, priceDecimals, candles } = finer
  const [whole, part] = [timeframeMs(tested.timeframe), timeframeMs(timeframe)]
  if (part >= whole || whole % part !== 0) {
    return failure(`they must be shorter candles than ${tested.timeframe}, not ${timeframe}`)
  }
  if (priceDecimals > tested.priceDecimals) {
    return failure(
      `they have prices of ${priceDecimals} decimals, the tested candles of ${tested.priceDecimals}: are they of the same market?`,
    )
  }
  const factor = 10 ** (tested.priceDecimals - priceDecimals)
  const scaled = factor === 1 ? candles : candles.map((candle) => scaledBy(candle, factor))
  return success({ timeframe, candles: CandleColumns.of(scaled) })
}

function scaledBy(candle: Candle, factor: number): Candle {
  const times = (price: Price) => (price * factor) as Price
  const { open, high, low, close } = candle
  return { ...candle, open: times(open), high: times(high), low: times(low), close: times(close) }
}
