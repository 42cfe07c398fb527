import fc from 'fast-check'
import { expect, it } from 'vitest'
import { amountToFloat, rateFromPercent } from '../domain/amount.ts'
import { NO_EXITS } from '../domain/bot.ts'
import type { Candle } from '../domain/candle.ts'
import { priceToFloat } from '../domain/price.ts'
import { NO_LIMITS } from '../domain/risk-limits.ts'
import {
  MINUTE_MS,
  money,
  price,
  SAMPLE_MARKET,
  SAMPLE_START,
  sampleCandle,
} from '../domain/sample-market.fixture.ts'
import { DEFAULT_PAPER_RULES } from '../exchanges/paper/paper-rules.ts'
import type { StrategyParameters } from '../strategy/strategy.ts'
import { anyCandles } from '../strategy/strategy-run.fixture.ts'
import { CandleColumns } from './candle-columns.ts'
import { runBacktest } from './run-backtest.ts'

const NONE = rateFromPercent(0)
/** As fine as a file of candles, so that nothing is rounded but prices. */
const MARKET = {
  ...SAMPLE_MARKET,
  ...{ quantityStep: 1, quantityMin: 1, notionalMin: 0 },
} as typeof SAMPLE_MARKET

/** Fills as "candle side price quantity", without costs, of a bot with 1,000 as its budget. */
function fillsOf(strategyId: string, parameters: StrategyParameters, candles: readonly Candle[]) {
  const { fills } = runBacktest({
    market: MARKET,
    timeframe: '1m',
    candles: CandleColumns.of(candles),
    cash: money('10000'),
    warmUp: 0,
    rules: {
      ...DEFAULT_PAPER_RULES,
      ...{ makerFee: NONE, takerFee: NONE, halfSpread: NONE, slippage: NONE, volumeShareMax: null },
    },
    costRate: NONE,
    limits: NO_LIMITS,
    bots: [
      {
        ...{ id: 'bot1', name: 'Reference', strategyId, parameters, exits: NO_EXITS },
        ...{ symbol: MARKET.symbol, timeframe: '1m' },
        sizing: { kind: 'fixed-quote', amount: money('1000') },
      },
    ],
  })
  return fills.map(({ side, price: paid, quantity, time }) => {
    const candle = Math.ceil((time - SAMPLE_START) / MINUTE_MS) - (time % MINUTE_MS === 0 ? 0 : 1)
    return {
      candle,
      text: `${side} ${priceToFloat(MARKET, paid)} ${amountToFloat(quantity).toFixed(5)}`,
    }
  })
}

const LEVELS = [980, 990, 1_000, 1_010, 1_020]

/** Its cells, one after the other, by what the guide says. */
function gridByTheGuide(
  candles: readonly { open: number; high: number; low: number; close: number }[],
) {
  const held = [0, 0, 0, 0]
  const [buying, selling, isNew] = [new Set<number>(), new Set<number>(), new Set<number>()]
  return candles.map(({ open, high, low, close }) => {
    const fills: string[] = []
    for (const [cell, quantity] of held.entries()) {
      const [buyAt = 0, sellAt = 0] = LEVELS.slice(cell)
      if (buying.has(cell) && low < buyAt) {
        held[cell] = 250 / buyAt
        fills.push(`buy ${buyAt} ${(250 / buyAt).toFixed(5)}`)
      } else if (selling.has(cell) && (high > sellAt || (isNew.has(cell) && open >= sellAt))) {
        held[cell] = 0
        fills.push(
          `sell ${isNew.has(cell) ? Math.max(open, sellAt) : sellAt} ${quantity.toFixed(5)}`,
        )
      }
    }
    for (const [cell, quantity] of held.entries()) {
      isNew.delete(cell)
      if (quantity > 0 && !selling.has(cell)) isNew.add(cell)
      if (quantity > 0) selling.add(cell)
      else selling.delete(cell)
      if (quantity === 0 && (LEVELS[cell] ?? 0) < close) buying.add(cell)
      else buying.delete(cell)
    }
    return fills.toSorted()
  })
}

it('a grid trades what its cells trade one by one, with every fill', () => {
  const parameters = { lower: 980, upper: 1_020, levels: 5, spacing: 0, share: 25, postOnly: 0 }
  let trades = 0
  fc.assert(
    fc.property(anyCandles, (shapes) => {
      let last = shapes[0]?.close ?? 0
      const floats = shapes.map(({ high, low, close }) => {
        const open = last
        last = close
        return { open, high: Math.max(high, open), low: Math.min(low, open), close }
      })
      const candles = floats.map(({ open, high, low, close }, index) => {
        const [first, most, least] = [open, high, low].map((one) => price(one.toFixed(2)))
        const changes = {
          open: first ?? price('1'),
          high: most ?? price('1'),
          low: least ?? price('1'),
        }
        return sampleCandle(index, close.toFixed(2), changes)
      })
      const fills = fillsOf('grid', parameters, candles)
      trades += fills.length
      expect(fills.map(({ text }) => text).toSorted()).toEqual(
        gridByTheGuide(floats).flat().toSorted(),
      )
    }),
    { numRuns: 150 },
  )
  expect(trades).toBeGreaterThan(100)
})

it('DCA trades as calculated by hand', () => {
  const candle = (
    index: number,
    [open, high, low, close]: readonly [string, string, string, string],
  ) => sampleCandle(index, close, { open: price(open), high: price(high), low: price(low) })
  const candles = (
    [
      // Nothing is held: the base order buys at the next open, for 20 % of 1,000.
      ['100', '100', '100', '100'],
      // 2 at 100. Safety orders at 99 and, 1 % × 1.5 lower, at 97.5; the sale at 102.
      ['100', '101', '99.5', '100'],
      // 320 at 99, as the rest is divided 2 : 3. The average is (200 + 320) ÷ 5.23232323.
      ['100', '100', '98', '98.5'],
      // 480 at 97.5. The average is 1,000 ÷ 10.15540015 = 98.46978…
      ['98.5', '98.5', '97', '97.2'],
      // Not above 98.46978 × 1.02 = 100.4391…, which is rounded up.
      ['97.2', '100.44', '97', '100'],
      ['100', '100.45', '99', '100'],
      // And from the beginning.
      ['100', '100', '100', '100'],
    ] as const
  ).map((prices, index) => candle(index, prices))
  const parameters = {
    ...{ base: 20, takeProfit: 2, safetyOrders: 2, deviation: 1 },
    ...{ stepScale: 1.5, volumeScale: 1.5, rsi: 100 },
  }
  expect(fillsOf('dca', parameters, candles).map(({ text }) => text)).toEqual([
    'buy 100 2.00000',
    'buy 99 3.23232',
    'buy 97.5 4.92308',
    'sell 100.44 10.15540',
    'buy 100 2.00000',
  ])
})
