import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rateFromPercent } from '../../domain/amount.ts'
import { NO_LIMITS } from '../../domain/risk-limits.ts'
import { price, quantity, sampleCandle } from '../../domain/sample-market.fixture.ts'
import { LimitBook } from '../guard/limit-book.ts'
import {
  type BenchWishes,
  flatCandles,
  logOf,
  type Plan,
  tradingBench,
} from '../trading-bench.fixture.ts'

const HALF = { sizing: { kind: 'percent-of-equity', share: rateFromPercent(50) } } as const

function hold(weight: number, tolerance = 0) {
  return { weight, tolerance }
}

/** A bot with half of 10,000 USDT as its budget. */
function bench(plan: Plan, wishes: BenchWishes = {}) {
  const made = tradingBench({ plan, bot: HALF, ...wishes })
  const { portfolio, send } = made
  const held = () => Number(portfolio.position('bot1', 'BTC/USDT').quantity) / 1e8
  const pass = (from: number, to: number) => flatCandles(from, to).forEach(send)
  return { ...made, held, pass }
}

describe('a target weight', () => {
  it('is reached from either side, at the open of the next candle', () => {
    const { held, pass, ledger } = bench({ 0: hold(1), 2: hold(0.25), 4: hold(0.5) })
    pass(0, 0)
    expect(held()).toBe(0)
    pass(1, 1)
    // 5,000 at 30,000, in steps of 0.00001.
    expect(held()).toBe(0.16666)
    pass(2, 3)
    expect(held()).toBe(0.04167)
    pass(4, 5)
    expect(held()).toBe(0.08333)
    expect(ledger.loadRecentOrders(9).map(({ intent }) => intent.purpose)).toEqual([
      'enter',
      'exit',
      'enter',
    ])
  })

  it('is let be within its tolerance, which counts the budget and not what is held', () => {
    const plan = { 0: hold(0.5), 2: hold(0.6, 0.1001), 4: hold(0.6, 0.0999) }
    const { held, pass } = bench(plan)
    pass(0, 3)
    expect(held()).toBe(0.08333)
    pass(4, 5)
    expect(held()).toBe(0.09999)
  })

  it('of zero sells all, whatever the tolerance', () => {
    const { held, pass, engine } = bench({ 0: hold(0.05), 2: hold(0, 0.9), 4: hold(0, 0.9) })
    pass(0, 3)
    expect(held()).toBe(0)
    pass(4, 5)
    expect([...engine.tracker.openOrders()]).toEqual([])
  })

  it('asks for nothing that the exchange would not take', () => {
    const { pass, ledger } = bench({ 0: hold(0.5), 2: hold(0.5002), 3: hold(0.4998) })
    pass(0, 4)
    expect(ledger.loadRecentOrders(9)).toHaveLength(1)
  })

  it('counts what is on its way, and takes back what leads away from it', () => {
    const thin = { volume: quantity('0.1') }
    const rules = { volumeShareMax: rateFromPercent(50) }
    const plan = { 0: hold(1), 1: hold(1), 2: hold(0.1), 3: hold(0.1) }
    const { send, held, engine, portfolio } = bench(plan, {
      rules: { ...rules, ...FREE },
    })
    for (const index of [0, 1]) send(sampleCandle(index, '30000', thin))
    expect(held()).toBe(0.05)
    expect([...engine.tracker.openOrders()]).toHaveLength(1)
    send(sampleCandle(2, '30000', thin))
    expect([...engine.tracker.openOrders()]).toEqual([])
    expect(held()).toBe(0.1)
    send(sampleCandle(3, '30000', thin))
    send(sampleCandle(4, '30000', thin))
    expect(held()).toBe(0.05)
    expect(portfolio.equity()).toBe(10_000e8)
  })

  it('that a limit refuses is said once, and tried again', () => {
    const limits = new LimitBook()
    limits.set('account', { ...NO_LIMITS, allowedSymbols: ['ETH/USDT'] })
    const plan = { 0: hold(1), 1: hold(1), 2: hold(1) }
    const { pass, ledger, held } = bench(plan, { parts: { limits } })
    pass(0, 1)
    const refusals = logOf(ledger).filter((line) => line.startsWith('refused'))
    expect(refusals).toHaveLength(1)
    expect(refusals[0]).toContain('allowed-symbols')
    limits.set('account', NO_LIMITS)
    pass(2, 3)
    expect(held()).toBe(0.16666)
  })

  it('only shrinks while its bot reduces', () => {
    const { pass, engine, held, ledger } = bench({
      0: hold(0.5),
      2: hold(1),
      3: hold(1),
      4: hold(0.2),
    })
    pass(0, 1)
    engine.enqueue({
      kind: 'set-state',
      wish: { scope: 'account', state: 'reducing', reason: 'by you', actor: 'window' },
      answer: () => undefined,
    })
    pass(2, 3)
    expect(held()).toBe(0.08333)
    expect(logOf(ledger).filter((line) => line.startsWith('blocked'))).toHaveLength(1)
    pass(4, 5)
    expect(held()).toBe(0.03334)
  })

  it.each([
    [1.5, 0, 'it wants to hold 1.5 of the budget: a weight is from 0 to 1'],
    [Number.NaN, 0, 'it wants to hold NaN of the budget: a weight is from 0 to 1'],
    [0.5, -0.1, 'it tolerates -0.1 of the budget: a tolerance is from 0 to below 1'],
  ])('of %s ± %s is the failure of its strategy', (weight, tolerance, said) => {
    const { pass, runner, engine, ledger } = bench({ 0: { weight, tolerance } })
    pass(0, 1)
    expect(runner.hasFailed).toBe(true)
    expect([...engine.tracker.openOrders()]).toEqual([])
    expect(logOf(ledger).join('\n')).toContain(said)
  })
})

/** Thousands of candles; far more than it takes, on a machine with other things to do. */
const TIMEOUT_MS = 60_000

const FREE = {
  ...{ makerFee: rateFromPercent(0), takerFee: rateFromPercent(0) },
  ...{ halfSpread: rateFromPercent(0), slippage: rateFromPercent(0), latencyMs: 0 },
}

const anyWalk = fc.array(
  fc.record({
    weight: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    close: fc.integer({ min: 20_000, max: 40_000 }),
    volume: fc.constantFrom('0.05', '0.4', '100'),
  }),
  { minLength: 2, maxLength: 40 },
)

describe('target weights, whatever the market does', () => {
  it(
    'never spend more than there is, never sell what is not held, and settle within a step of the target',
    () => {
      fc.assert(
        fc.property(anyWalk, (walk) => {
          const plan = Object.fromEntries(
            walk.flatMap(({ weight }, index) => (weight === null ? [] : [[index, hold(weight)]])),
          )
          const last = walk.length
          const calm = last + 60
          const finalWeight = 0.4
          for (let index = last; index < calm; index += 1) plan[index] = hold(finalWeight)
          const { send, held, portfolio, engine } = bench(plan, {
            bot: { sizing: { kind: 'percent-of-equity', share: rateFromPercent(100) } },
            rules: { ...FREE, volumeShareMax: rateFromPercent(10) },
            // Such jumps would halt an account.
            parts: { breakers: [] },
          })
          let before = 30_000
          const show = (index: number, close: number, volume: string) => {
            const [open, at] = [price(String(before)), price(String(close))]
            const [high, low] = open > at ? [open, at] : [at, open]
            before = close
            send(sampleCandle(index, String(close), { open, high, low, volume: quantity(volume) }))
            expect(held()).toBeGreaterThanOrEqual(0)
            for (const balance of portfolio.balances()) expect(balance[1]).toBeGreaterThanOrEqual(0)
          }
          walk.forEach(({ close, volume }, index) => {
            show(index, close, volume)
          })
          for (let index = last; index < calm; index += 1) show(index, before, '100')
          expect([...engine.tracker.openOrders()]).toEqual([])
          const share = (held() * before) / (Number(portfolio.equity()) / 1e8)
          // Five units of money are the least that an order is worth here.
          expect(Math.abs(share - finalWeight)).toBeLessThan(0.002)
        }),
        { numRuns: 60 },
      )
    },
    TIMEOUT_MS,
  )
})
