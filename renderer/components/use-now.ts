import { useEffect, useState } from 'react'
import { useEngine } from '../stores/engine-store.ts'

const TICK_MS = 10_000

/**
 * The present that "5 min ago" counts from. On the demo market and in a replay that is the newest candle: their candles
 * run faster than the clock on the wall.
 */
export function useNow(): number {
  const isSimulated = useEngine(({ account }) => account.speed !== null) ?? false
  const newest = useEngine(({ candles }) => newestTime(candles.openTime)) ?? 0
  const wall = useWallClock(!isSimulated)
  return isSimulated ? newest : wall
}

function newestTime(times: readonly number[]): number {
  const last = times.at(-1) ?? 0
  return last + (last - (times.at(-2) ?? last))
}

function useWallClock(isRunning: boolean): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(() => setNow(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [isRunning])
  return now
}
