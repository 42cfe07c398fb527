import { describe, expect, it } from 'vitest'
import type { Rate } from '../domain/amount.ts'
import type { Candle } from '../domain/candle.ts'
import type { Price } from '../domain/price.ts'
import { NO_LIMITS } from '../domain/risk-limits.ts'
import { money, price, quantity, SAMPLE_MARKET } from '../domain/sample-market.fixture.ts'
import { FREE_RULES } from '../exchanges/paper/paper-bench.fixture.ts'
import { CandleColumns } from './candle-columns.ts'
import { type BacktestRequest, runBacktest } from './run-backtest.ts'

const MINUTE_MS = 60_000
const START = Date.UTC(2024, 0, 1)
const LATE_MS = 90_000

function candleAt(minute: number, open: string, close: string): Candle {
  const [first, last] = [price(open), price(close)]
  return {
    ...{ openTime: START + minute * MINUTE_MS, open: first, close: last, volume: quantity('100') },
    high: Math.max(first, last) as Price,
    low: Math.min(first, last) as Price,
  }
}

/** Falls for three candles of five minutes and rises in the fourth: averages of 2 and 3 cross at its close. */
const CANDLES = [
  ...[candleAt(0, '100', '100'), candleAt(5, '90', '90'), candleAt(10, '80', '80')],
  ...[candleAt(15, '80', '120'), candleAt(20, '120', '140')],
]

/** The fifth again, minute by minute: it jumps to 200 in the second and comes back. */
const MINUTES = [
  ...[candleAt(20, '120', '120'), candleAt(21, '200', '200'), candleAt(22, '140', '140')],
  ...[candleAt(23, '140', '140'), candleAt(24, '140', '140')],
]

function filledWith(finer: readonly Candle[] | null) {
  const request: BacktestRequest = {
    ...{ market: SAMPLE_MARKET, timeframe: '5m', candles: CandleColumns.of(CANDLES), warmUp: 0 },
    bots: [
      {
        ...{ id: 'bot1', name: 'Inside', strategyId: 'sma-cross', symbol: 'BTC/USDT' },
        ...{ parameters: { fast: 2, slow: 3 }, timeframe: '5m' },
        sizing: { kind: 'fixed-amount', quantity: quantity('1') },
        exits: { stop: null, target: null, trailing: null },
      },
    ],
    ...{ cash: money('10000'), costRate: 0 as Rate, limits: NO_LIMITS },
    // Sent at the close of the fourth candle, it arrives a minute and a half into the fifth.
    rules: { ...FREE_RULES, latencyMs: LATE_MS },
    ...(finer === null ? {} : { finer: { timeframe: '1m', candles: CandleColumns.of(finer) } }),
  }
  const { fills, inside } = runBacktest(request)
  return { inside, fills: fills.map((fill) => [fill.time - START, fill.price]) }
}

const ARRIVAL_MS = 20 * MINUTE_MS + LATE_MS

describe('an order that arrives inside a candle', () => {
  it('is filled on the straight line from open to close where nothing finer is known', () => {
    // 120 + (140 − 120) × 1.5 ÷ 5
    expect(filledWith(null)).toEqual({ inside: null, fills: [[ARRIVAL_MS, price('126')]] })
  })

  it('is filled by the finer candle in which it arrives', () => {
    expect(filledWith(MINUTES)).toEqual({
      inside: { filled: 1, mismatched: 0 },
      fills: [[ARRIVAL_MS, price('200')]],
    })
  })

  it('is filled by the candle itself where a part of it is missing', () => {
    const { inside, fills } = filledWith(MINUTES.slice(1))
    expect(inside).toEqual({ filled: 0, mismatched: 0 })
    expect(fills).toEqual([[ARRIVAL_MS, price('126')]])
  })

  it('is known to be filled by candles of another market when these close elsewhere', () => {
    const other = [...MINUTES.slice(0, 4), candleAt(24, '140', '150')]
    expect(filledWith(other).inside).toEqual({ filled: 1, mismatched: 1 })
  })
})
