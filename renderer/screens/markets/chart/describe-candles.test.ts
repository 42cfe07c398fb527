import { expect, it } from 'vitest'
import { NO_CANDLES } from './candle-window.ts'
import { describeCandles } from './describe-candles.ts'

const WORDS = { symbol: 'BTC/USDT', timeframe: '1h', decimals: 2, zone: 'utc' } as const
const START = Date.UTC(2026, 4, 1)
const HOUR_MS = 3_600_000

it('says from when to when, where the price is, and how far it went', () => {
  const candles = {
    openTime: Float64Array.from([0, 1, 2], (hour) => START + hour * HOUR_MS),
    open: Float64Array.of(100, 110, 105),
    high: Float64Array.of(112, 120, 106),
    low: Float64Array.of(99, 104, 90),
    close: Float64Array.of(110, 105, 95),
    volume: Float64Array.of(1, 1, 1),
  }
  expect(describeCandles(candles, WORDS)).toBe(
    '3 1h candles of BTC/USDT, from 2026-05-01 00:00 UTC to 2026-05-01 02:00 UTC. ' +
      'The price began at 100.00 and is now 95.00. That is −5.00 %. ' +
      'Highest 120.00 at 2026-05-01 01:00 UTC, lowest 90.00 at 2026-05-01 02:00 UTC.',
  )
})

it('says that there is nothing yet', () => {
  expect(describeCandles(NO_CANDLES, WORDS)).toBe('No candles of BTC/USDT are there yet.')
})
