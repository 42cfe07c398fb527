import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rateFromPercent } from '../domain/amount.ts'
import { NO_EXITS } from '../domain/bot.ts'
import type { Candle } from '../domain/candle.ts'
import type { CandleRun } from '../domain/candle-run.ts'
import { MINUTE_MS, sampleCandle } from '../domain/sample-market.fixture.ts'
import { BREAKERS } from '../risk/all-breakers.ts'
import {
  type BenchWishes,
  flatCandles,
  logOf,
  type Plan,
  tradingBench,
} from './trading-bench.fixture.ts'

const NO_BREAKERS = { breakers: [] }
const STOP_AT_ONE_PERCENT = { ...NO_EXITS, stop: rateFromPercent(1) }

function runOf(candles: readonly Candle[]): CandleRun {
  return {
    size: candles.length,
    show: (place, cursor) => void Object.assign(cursor, candles[place]),
  }
}

function quietBench(wishes: BenchWishes) {
  const bench = tradingBench({ ...wishes, parts: { ...NO_BREAKERS, ...wishes.parts } })
  /** As a backtest does it: what is quiet is passed, and the rest is sent. */
  const play = (candles: readonly Candle[]) => {
    const run = runOf(candles)
    let sent = 0
    for (let place = bench.engine.passQuietly(run, 0); place < run.size; ) {
      const candle = candles[place]
      if (candle === undefined) throw new RangeError('beyond the run')
      bench.send(candle)
      sent += 1
      place = bench.engine.passQuietly(run, place + 1)
    }
    return sent
  }
  return { ...bench, play }
}

describe('QuietStretch', () => {
  it('passes what nothing follows from, and stops where a bot wants something', () => {
    const { engine, send } = quietBench({ plan: { 5: 'enter' } })
    const candles = flatCandles(0, 9)
    expect(engine.passQuietly(runOf(candles), 0)).toBe(0)
    send(sampleCandle(0, '30000'))
    expect(engine.passQuietly(runOf(candles), 1)).toBe(5)
  })

  it('passes nothing while an order is at work, nor while something else looks at candles', () => {
    const { engine, send } = quietBench({ plan: { 1: 'enter' } })
    for (const candle of flatCandles(0, 1)) send(candle)
    expect(engine.tracker.openCount).toBe(1)
    expect(engine.passQuietly(runOf(flatCandles(2, 9)), 0)).toBe(0)

    const watched = quietBench({ parts: { breakers: [BREAKERS.drawdown] } })
    watched.send(sampleCandle(0, '30000'))
    expect(watched.engine.passQuietly(runOf(flatCandles(1, 9)), 0)).toBe(0)
  })

  it('keeps the equity at every candle that it passes', () => {
    const { play, candles, portfolio } = quietBench({ plan: { 1: 'enter' } })
    const prices = ['30000', '30000', '30000', '30300', '30600', '29700']
    expect(play(prices.map((price, index) => sampleCandle(index, price)))).toBeLessThan(
      prices.length,
    )
    const equity = candles.loadRecentEquity(10).map((point) => point.equity)
    expect(equity).toHaveLength(prices.length)
    expect(new Set(equity).size).toBe(4)
    expect(equity.at(-1)).toBe(portfolio.equity())
  })

  it('leaves no trace: log, orders, fills and equity are those of candles that came one by one', () => {
    const anyPlan = fc.dictionary(
      fc.integer({ min: 0, max: 60 }).map(String),
      fc.constantFrom('enter', 'exit', { weight: 0.5, tolerance: 0.05 }),
      { maxKeys: 8 },
    )
    const anyPrices = fc.array(fc.integer({ min: -300, max: 300 }), {
      minLength: 20,
      maxLength: 61,
    })
    fc.assert(
      fc.property(anyPlan, anyPrices, fc.boolean(), (plan, steps, hasStop) => {
        const candles = walked(steps)
        const wishes = { plan: plan as Plan, bot: hasStop ? { exits: STOP_AT_ONE_PERCENT } : {} }
        const [quiet, stepped] = [quietBench(wishes), quietBench(wishes)]
        quiet.play(candles)
        for (const candle of candles) stepped.send(candle)
        expect(traceOf(quiet)).toEqual(traceOf(stepped))
      }),
      { numRuns: 200 },
    )
  })
})

function walked(steps: readonly number[]): readonly Candle[] {
  let price = 30_000
  return steps.map((step, index) => {
    price += step
    const candle = sampleCandle(index, String(price))
    return { ...candle, openTime: candle.openTime + (index > 10 ? MINUTE_MS : 0) }
  })
}

function traceOf({ ledger, candles }: ReturnType<typeof quietBench>) {
  return {
    log: logOf(ledger),
    orders: ledger.loadRecentOrders(100),
    fills: ledger.loadFills(),
    equity: candles.loadRecentEquity(100),
    candles: candles.loadRecentCandles(100),
  }
}
