import { basename } from 'node:path'
import type { FinerCandles } from '../../app/backtest/candle-inside.ts'
import { finerCandles, type PricedCandles } from '../../app/backtest/finer-candles.ts'
import { type Problem, type Result, success } from '../../app/domain/result.ts'
import { readCandleFile } from '../../app/exchanges/replay/candle-file.ts'
import { Misuse } from './usage.ts'

export interface FinerFile {
  readonly fileName: string
  readonly sha256: string
  readonly finer: FinerCandles
}

/** The shorter candles of a file, their prices counted as those of the tested ones are. */
export async function readFinerFile(
  path: string,
  tested: Omit<PricedCandles, 'candles'>,
): Promise<Result<FinerFile, Problem>> {
  const fileName = basename(path)
  const file = await readCandleFile(path, { fileName })
  if (!file.ok) return file
  const { parsed, sha256 } = file.value
  const finer = finerCandles(parsed, tested)
  if (!finer.ok) throw new Misuse(`--finer cannot be used: ${finer.error}.`)
  return success({ fileName, sha256, finer: finer.value })
}
