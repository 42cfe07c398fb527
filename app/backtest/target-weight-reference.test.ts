import fc from 'fast-check'
import { expect, it } from 'vitest'
import { amountToFloat, rateFromPercent } from '../domain/amount.ts'
import { NO_EXITS } from '../domain/bot.ts'
import { NO_LIMITS } from '../domain/risk-limits.ts'
import { money, price, SAMPLE_MARKET, sampleCandle } from '../domain/sample-market.fixture.ts'
import { DEFAULT_PAPER_RULES } from '../exchanges/paper/paper-rules.ts'
import { anyCandles } from '../strategy/strategy-run.fixture.ts'
import { CandleColumns } from './candle-columns.ts'
import { runBacktest } from './run-backtest.ts'

const NONE = rateFromPercent(0)
const MARKET = {
  ...SAMPLE_MARKET,
  ...{ quantityStep: 1, quantityMin: 1, notionalMin: 0 },
} as typeof SAMPLE_MARKET

interface Trade {
  readonly price: number
  /** Below zero where it sells. */
  readonly quantity: number
}

/** Holding 90 % of 1,000, give or take 0.5 %, by what the guide says: looked at on the close, traded at the next open. */
function byTheGuide(candles: readonly { open: number; close: number }[]): readonly Trade[] {
  const fills: Trade[] = []
  let held = 0
  candles.forEach(({ close }, index) => {
    const next = candles[index + 1]
    const off = 900 / close - held
    if (next === undefined || Math.abs(off) <= 5 / close) return
    held += off
    fills.push({ price: next.open, quantity: off })
  })
  return fills
}

it('a constant mix trades what a few lines of arithmetic trade', () => {
  let most = 0
  fc.assert(
    fc.property(anyCandles, (walk) => {
      const shown = walk.map(({ close, high, low }, index) => {
        const open = Math.min(high, Math.max(low, walk[index - 1]?.close ?? close))
        return { open, close, high, low }
      })
      const candles = shown.map(({ open, high, low, close }, index) => {
        const text = (value: number) => price(value.toFixed(2))
        const ends = { open: text(open), high: text(high), low: text(low) }
        return sampleCandle(index, close.toFixed(2), ends)
      })
      const { fills } = runBacktest({
        ...{ market: MARKET, timeframe: '1m', cash: money('10000'), warmUp: 0 },
        ...{ candles: CandleColumns.of(candles), costRate: NONE, limits: NO_LIMITS },
        rules: {
          ...DEFAULT_PAPER_RULES,
          ...{ makerFee: NONE, takerFee: NONE, halfSpread: NONE, slippage: NONE },
          volumeShareMax: null,
        },
        bots: [
          {
            ...{ id: 'bot1', name: 'Mix', strategyId: 'constant-mix', exits: NO_EXITS },
            ...{ symbol: MARKET.symbol, timeframe: '1m' },
            parameters: { weight: 90, tolerance: 0.5 },
            sizing: { kind: 'fixed-quote', amount: money('1000') },
          },
        ],
      })
      const expected = byTheGuide(shown)
      most = Math.max(most, expected.length)
      const traded = fills.map(
        ({ side, price: at, quantity }): Trade => ({
          price: at / 100,
          quantity: (side === 'buy' ? 1 : -1) * amountToFloat(quantity),
        }),
      )
      expect(traded.map((trade) => trade.price)).toEqual(expected.map((trade) => trade.price))
      for (const [index, { quantity }] of expected.entries()) {
        // Each size is rounded down to 8 decimals, and so is each share of it.
        expect(traded[index]?.quantity).toBeCloseTo(quantity, 6)
      }
    }),
    { numRuns: 150 },
  )
  expect(most).toBeGreaterThan(2)
})
