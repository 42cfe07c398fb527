import { basename } from 'node:path'
import { CandleColumns } from '../../app/backtest/candle-columns.ts'
import type { FinerCandles } from '../../app/backtest/candle-inside.ts'
import type { Candle } from '../../app/domain/candle.ts'
import type { Price } from '../../app/domain/price.ts'
import { type Problem, type Result, success } from '../../app/domain/result.ts'
import { type Timeframe, timeframeMs } from '../../app/domain/timeframe.ts'
import { readCandleFile } from '../../app/exchanges/replay/candle-file.ts'
import { Misuse } from './usage.ts'

export interface FinerFile {
  readonly fileName: string
  readonly sha256: string
  readonly finer: FinerCandles
}

interface Tested {
  readonly timeframe: Timeframe
  readonly priceDecimals: number
}

/** The shorter candles of a file, their prices counted as those of the tested ones are. */
export async function readFinerFile(
  path: string,
  { timeframe, priceDecimals }: Tested,
): Promise<Result<FinerFile, Problem>> {
  const fileName = basename(path)
  const file = await readCandleFile(path, { fileName })
  if (!file.ok) return file
  const { parsed, sha256 } = file.value
  const [whole, part] = [timeframeMs(timeframe), timeframeMs(parsed.timeframe)]
  if (part >= whole || whole % part !== 0) {
    throw new Misuse(
      `--finer must hold shorter candles than ${timeframe}, not ${parsed.timeframe}.`,
    )
  }
  if (parsed.priceDecimals > priceDecimals) {
    throw new Misuse(
      `--finer has prices of ${parsed.priceDecimals} decimals, the tested candles of ${priceDecimals}: are they of the same market?`,
    )
  }
  const factor = 10 ** (priceDecimals - parsed.priceDecimals)
  const candles = CandleColumns.of(parsed.candles.map((candle) => scaled(candle, factor)))
  return success({ fileName, sha256, finer: { timeframe: parsed.timeframe, candles } })
}

function scaled(candle: Candle, factor: number): Candle {
  if (factor === 1) return candle
  const times = (price: Price) => (price * factor) as Price
  const { open, high, low, close } = candle
  return { ...candle, open: times(open), high: times(high), low: times(low), close: times(close) }
}
