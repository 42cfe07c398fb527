import fc from 'fast-check'
import { expect, it } from 'vitest'
import { money, price, quantity, sampleCandle } from '../../domain/sample-market.fixture.ts'
import { workingKey } from '../../domain/working-order.ts'
import { DEFAULT_PAPER_RULES } from '../../exchanges/paper/paper-rules.ts'
import type { StrategyParameters } from '../../strategy/strategy.ts'
import { findStrategy } from '../../strategy/strategy-catalog.ts'
import { anyCandles, defaultsOf, type SampleCandle } from '../../strategy/strategy-run.fixture.ts'
import { tradingBench } from '../trading-bench.fixture.ts'

const BUDGET = money('5000')

const anyGrid = fc.record({
  ...{ lower: fc.integer({ min: 900, max: 999 }), upper: fc.integer({ min: 1_001, max: 1_100 }) },
  ...{ levels: fc.integer({ min: 2, max: 30 }), spacing: fc.nat(1) },
  share: fc.integer({ min: 1, max: 100 }),
})
const anyDca = fc.record({
  ...{ base: fc.integer({ min: 1, max: 100 }), takeProfit: fc.constantFrom(0.1, 0.5, 2) },
  ...{ safetyOrders: fc.nat(8), deviation: fc.constantFrom(0.1, 0.4, 2), rsi: fc.constant(100) },
  ...{ stepScale: fc.constantFrom(1, 1.5), volumeScale: fc.constantFrom(1, 2) },
})

/** An order to the market costs what the market has come to by the time it has traded all of it. */
const MARKET_SLACK = 1.03

/** How much was traded, so that some orders only trade in part. */
const VOLUMES = ['100', '0.5', '3']

function check(
  strategyId: string,
  parameters: StrategyParameters,
  candles: readonly SampleCandle[],
) {
  const strategy = findStrategy(strategyId)
  if (strategy === undefined) throw new Error(`there is no ${strategyId}`)
  const sizing = { kind: 'fixed-quote', amount: BUDGET } as const
  const rules = { ...DEFAULT_PAPER_RULES, makerFee: DEFAULT_PAPER_RULES.takerFee }
  const bench = tradingBench({
    strategy,
    rules,
    bot: { strategyId, parameters: { ...defaultsOf(strategy), ...parameters }, sizing },
  })
  const most =
    strategyId === 'grid' ? (parameters.levels ?? 0) - 1 : (parameters.safetyOrders ?? 0) + 2
  const slack = strategyId === 'dca' ? MARKET_SLACK : 1
  let before = candles[0]?.close ?? 0
  candles.forEach(({ high, low, close }, index) => {
    const open = before
    before = close
    const text = (value: number) => price(value.toFixed(2))
    bench.send(
      sampleCandle(index, close.toFixed(2), {
        ...{ open: text(open), high: text(Math.max(high, open)), low: text(Math.min(low, open)) },
        volume: quantity(VOLUMES[index % VOLUMES.length] ?? '1'),
      }),
    )
    const orders = [...bench.engine.tracker.openOrders()]
    const keys = orders.map(({ intent }) => workingKey('bot1', intent.intentId))
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys.length).toBeLessThanOrEqual(most)
    const position = bench.portfolio.position('bot1', 'BTC/USDT')
    const selling = orders
      .filter(({ intent }) => intent.side === 'sell')
      .reduce(
        (sum, { intent, filledQuantity }) => sum + Number(intent.quantity) - Number(filledQuantity),
        0,
      )
    expect(selling).toBeLessThanOrEqual(Number(position.quantity))
    expect(position.quantity).toBeGreaterThanOrEqual(0)
    const limits = orders.filter(({ intent }) => intent.limitPrice !== null)
    const reserved = bench.portfolio.reservedCash(limits, 'USDT', bench.paper.costRate)
    const taken = Number(position.cost) + Number(reserved)
    expect(taken).toBeLessThanOrEqual(Number(BUDGET) * slack)
  })
}

it('a grid never sells more than it holds, has no more orders than cells, and stays within its budget', () => {
  fc.assert(
    fc.property(anyGrid, anyCandles, (parameters, candles) => check('grid', parameters, candles)),
    { numRuns: 60 },
  )
})

it('so does DCA, with its base order, its safety orders and its sale', () => {
  fc.assert(
    fc.property(anyDca, anyCandles, (parameters, candles) => check('dca', parameters, candles)),
    { numRuns: 60 },
  )
})
