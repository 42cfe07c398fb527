import type { CircuitBreaker } from '../circuit-breaker.ts'

/** A candle is normally here seconds after it closed, however short it is. */
const LATE_MIN_MS = 30_000

/**
 * A signal on a candle that closed long ago is about a market that has moved on: while missed candles are caught up,
 * indicators follow but no bot enters. In percent of the candle's duration. A person need not wait for a candle.
 */
export const lateCandle: CircuitBreaker = {
  name: 'late-candle',
  level: 'account',
  unit: 'percent',
  defaults: {
    isOn: true,
    threshold: 50,
    windowMs: null,
    action: 'reduce',
    isLatched: false,
    probeMs: 0,
  },
  looksBack: false,
  read: ({ lateMs, candleMs }) => (lateMs <= LATE_MIN_MS ? 0 : (100 * lateMs) / candleMs),
  isReached: (inputs, { threshold }) => !(lateCandle.read(inputs) < threshold),
  say: ({ lateMs }) =>
    `this candle closed ${Math.round(lateMs / 1000)} s ago: catching up, not entering on old news`,
}
