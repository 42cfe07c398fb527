import type { CircuitBreaker } from '../circuit-breaker.ts'

/** A candle is normally here seconds after it closed; much later, its signal is about a market that has moved on. */
const LATE_SHARE = 0.5
const LATE_MIN_MS = 30_000

/** While missed candles are caught up after an outage, indicators follow but nothing is entered. */
export const lateCandle: CircuitBreaker = {
  name: 'late-candle',
  check({ now, candleCloseTime, timeframeMs }) {
    const ageMs = now - candleCloseTime
    if (ageMs <= Math.max(LATE_MIN_MS, timeframeMs * LATE_SHARE)) return undefined
    return `this candle closed ${Math.round(ageMs / 1000)} s ago: catching up, not entering on old news`
  },
}
