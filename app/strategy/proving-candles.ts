import type { ShownCandle } from './shown-run.ts'

const HOUR_MS = 3_600_000
/** Enough for a strategy to go in and out a few times after it has warmed up. */
const BEYOND_WARM_UP = 400
/** A warm-up beyond that is tested by its first part only. */
const CANDLES_MAX = 20_000

/** Candles on which a strategy is tried before it may trade: waves of several lengths, so that most have something to do. */
export function provingCandles(warmUp: number): readonly ShownCandle[] {
  const length = Math.min(CANDLES_MAX, Math.max(0, warmUp) + BEYOND_WARM_UP)
  return Array.from({ length }, (_, index) => {
    const [open, close] = [priceAt(index), priceAt(index + 1)]
    const reach = 0.6 + 0.4 * Math.sin(index * 1.7)
    return {
      openTime: index * HOUR_MS,
      open,
      high: Math.max(open, close) + reach,
      low: Math.min(open, close) - reach,
      close,
      volume: 50 + 30 * Math.sin(index / 5),
    }
  })
}

/** Around 1,000, from waves whose lengths share no measure. */
function priceAt(index: number): number {
  return 1_000 + 80 * Math.sin(index / 37) + 25 * Math.sin(index / 11.3) + 9 * Math.sin(index / 2.9)
}
