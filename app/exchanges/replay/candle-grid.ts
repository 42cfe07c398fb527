import type { Candle } from '../../domain/candle.ts'
import { TIMEFRAMES, type Timeframe, timeframeMs, timeframeOf } from '../../domain/timeframe.ts'
import { CandleFileFault } from './candle-file-fault.ts'

/** How candles lie in time. */
export interface CandleGrid {
  readonly timeframe: Timeframe
  readonly from: number
  /** Open time of the last one. */
  readonly to: number
  /** Stretches without candles. */
  readonly gaps: number
}

const EXPORT_AGAIN = `Export the candles with one of these lengths: ${TIMEFRAMES.join(', ')}.`

/** Finds the timeframe from the most common step, and checks that every candle starts on it. */
export function candleGrid(
  candles: readonly Candle[],
  lineOf: (position: number) => number,
): CandleGrid {
  const [first, last] = [candles[0], candles.at(-1)]
  if (!first || !last || first === last) {
    const found = candles.length === 0 ? 'there are no candles' : 'there is only one candle'
    throw new CandleFileFault(`${found} in this file; at least two are needed.`, EXPORT_AGAIN)
  }
  const stepMs = mostCommonStep(candles)
  const timeframe = timeframeOf(stepMs)
  if (!timeframe) {
    const message = `the candles are ${stepMs / 60_000} minutes apart, which is not supported.`
    throw new CandleFileFault(message, EXPORT_AGAIN)
  }
  checkOnGrid(candles, timeframe, lineOf)
  return {
    timeframe,
    from: first.openTime,
    to: last.openTime,
    gaps: candles.filter((candle, position) => startsAfterGap(candles, candle, position, stepMs))
      .length,
  }
}

function startsAfterGap(
  candles: readonly Candle[],
  candle: Candle,
  position: number,
  stepMs: number,
): boolean {
  const previous = candles[position - 1]
  return previous !== undefined && candle.openTime - previous.openTime > stepMs
}

function mostCommonStep(candles: readonly Candle[]): number {
  const counts = new Map<number, number>()
  for (let position = 1; position < candles.length; position += 1) {
    const step = (candles[position]?.openTime ?? 0) - (candles[position - 1]?.openTime ?? 0)
    counts.set(step, (counts.get(step) ?? 0) + 1)
  }
  let best = { step: 0, count: 0 }
  for (const [step, count] of counts) {
    const better = count > best.count || (count === best.count && step < best.step)
    if (better) best = { step, count }
  }
  return best.step
}

function checkOnGrid(
  candles: readonly Candle[],
  timeframe: Timeframe,
  lineOf: (position: number) => number,
): void {
  for (const [position, candle] of candles.entries()) {
    if (candle.openTime % timeframeMs(timeframe) === 0) continue
    const time = new Date(candle.openTime).toISOString()
    throw new CandleFileFault(
      `${time} is not the start of a ${timeframe} candle, which begin at full multiples in UTC.`,
      'Correct that line, or export the file again, and import it once more.',
      { line: lineOf(position), column: { number: 1, name: 'timestamp' } },
    )
  }
}
