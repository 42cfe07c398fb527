import { failure, type Result, success } from '../../domain/result.ts'

/** Indices of candles, the second not included. */
export interface WalkForwardWindow {
  readonly inSample: readonly [from: number, until: number]
  readonly outOfSample: readonly [from: number, until: number]
}

export interface WindowPlan {
  /** Rolling: as long each time, further on. Anchored: from the first candle each time, ever longer. */
  readonly mode: 'rolling' | 'anchored'
  readonly windows: number
  /** How many times longer the first in-sample stretch is than an out-of-sample one. */
  readonly ratio: number
}

/** Out-of-sample stretches follow each other without a gap, to the last candle. */
export function walkForwardWindows(
  candles: number,
  { mode, windows, ratio }: WindowPlan,
): Result<readonly WalkForwardWindow[], string> {
  const tested = Math.floor(candles / (windows + ratio))
  if (tested < 1) return failure(`${candles} candles are too few for ${windows} windows`)
  const learnt = candles - windows * tested
  return success(
    Array.from({ length: windows }, (_, window) => {
      const until = learnt + window * tested
      const from = mode === 'anchored' ? 0 : until - learnt
      return { inSample: [from, until], outOfSample: [until, until + tested] }
    }),
  )
}
