import { CandleCursor } from '../domain/candle-run.ts'
import type { Price } from '../domain/price.ts'
import { failure, type Result, success } from '../domain/result.ts'
import { type Timeframe, timeframeMs } from '../domain/timeframe.ts'
import { CandleColumns } from './candle-columns.ts'
import type { FinerCandles } from './candle-inside.ts'

/** Candles, and in which unit their prices are whole. */
export interface PricedCandles {
  readonly timeframe: Timeframe
  readonly priceDecimals: number
  readonly candles: CandleColumns
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
  return success({ timeframe, candles: factor === 1 ? candles : scaledBy(candles, factor) })
}

function scaledBy(candles: CandleColumns, factor: number): CandleColumns {
  return CandleColumns.fill(candles.size, scaledOneByOne(candles, factor))
}

function* scaledOneByOne(candles: CandleColumns, factor: number): Generator<CandleCursor> {
  const cursor = new CandleCursor()
  for (let index = 0; index < candles.size; index += 1) {
    candles.show(index, cursor)
    for (const name of ['open', 'high', 'low', 'close'] as const) {
      cursor[name] = (cursor[name] * factor) as Price
    }
    yield cursor
  }
}
