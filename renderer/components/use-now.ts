import { useEngine } from '../stores/engine-store.ts'
import { useWallClock } from './use-wall-clock.ts'

const TICK_MS = 10_000

/**
 * The present that "5 min ago" counts from. On the demo market and in a replay that is the newest candle: their candles
 * run faster than the clock on the wall.
 */
export function useNow(): number {
  const isSimulated = useEngine(({ account }) => account.speed !== null) ?? false
  const newest = useEngine(({ candles }) => newestTime(candles.openTime)) ?? 0
  const wall = useWallClock(TICK_MS, !isSimulated)
  return isSimulated ? newest : wall
}

function newestTime(times: readonly number[]): number {
  const last = times.at(-1) ?? 0
  return last + (last - (times.at(-2) ?? last))
}
