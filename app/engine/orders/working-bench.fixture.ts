import { z } from 'zod'
import { rateFromPercent } from '../../domain/amount.ts'
import type { Decision } from '../../domain/decision.ts'
import { MINUTE_MS, price, SAMPLE_START, sampleCandle } from '../../domain/sample-market.fixture.ts'
import type { WantedOrder } from '../../domain/working-order.ts'
import type { HeldLot, StrategyContext, StrategyDefinition } from '../../strategy/strategy.ts'
import { type BenchWishes, tradingBench } from '../trading-bench.fixture.ts'

const REASON = { code: 'plan', text: 'the plan wants these' }

/** What should rest from a candle on, by its number, or to sell all. */
export type RestingPlan = Readonly<Record<number, readonly WantedOrder[] | 'exit'>>

/** Wants what the plan says; `seen` has what the key "a" held at each candle. */
export function restingStrategy(plan: RestingPlan, seen: HeldLot[] = []): StrategyDefinition {
  let last: readonly WantedOrder[] = []
  const evaluate = (context: StrategyContext): Decision => {
    seen.push(context.lot('a'))
    const step = plan[(context.openTime - SAMPLE_START) / MINUTE_MS]
    if (step === 'exit') return { kind: 'exit', reason: REASON }
    last = step ?? last
    return { kind: 'working-orders', orders: last, reason: REASON }
  }
  return {
    id: 'resting',
    name: 'Resting',
    description: '',
    fields: [],
    orderings: [],
    decides: 'working-orders',
    lines: [],
    parameters: z.record(z.string(), z.number()),
    warmUpCandles: () => 0,
    create: () => ({ evaluate, lines: () => [] }),
  }
}

export function buy(key: string, at: number | null, share = 0.25): WantedOrder {
  return { key, side: 'buy', price: at, share }
}

export function sell(key: string, at: number): WantedOrder {
  return { key, side: 'sell', price: at, of: 'key' }
}

/** A bot with half of 10,000 USDT as its budget, whose orders rest by a plan. */
export function workingBench(plan: RestingPlan, wishes: BenchWishes = {}) {
  const seen: HeldLot[] = []
  const bench = tradingBench({
    ...wishes,
    strategy: restingStrategy(plan, seen),
    bot: {
      sizing: { kind: 'percent-of-equity', share: rateFromPercent(50) },
      ...wishes.bot,
    },
  })
  /** A candle around 30,000 that touches these prices. */
  const touch = (index: number, low = '30000', high = '30000') =>
    bench.send(sampleCandle(index, '30000', { low: price(low), high: price(high) }))
  /** What rests, as "side price quantity". */
  const resting = () =>
    [...bench.engine.tracker.openOrders()].map(({ intent }) => {
      const at = intent.limitPrice === null ? 'market' : String(intent.limitPrice / 100)
      return `${intent.side} ${at} ${Number(intent.quantity) / 1e8}`
    })
  return { ...bench, touch, resting, seen }
}
