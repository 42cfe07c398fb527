import { describe, expect, it } from 'vitest'
import { MarketBook } from '../../domain/market-book.ts'
import type { OrderIntent } from '../../domain/order.ts'
import { price, quantity, SAMPLE_MARKET } from '../../domain/sample-market.fixture.ts'
import { faultyLedgerStore } from '../../storage/faulty-ledger-store.fixture.ts'
import { MemoryLedgerStore } from '../../storage/memory-ledger-store.ts'
import { ABSENT, ACCEPTED, deskBench } from './desk-bench.fixture.ts'
import {
  BRACKET,
  ENTRY,
  PAIR,
  PAIR_STOP,
  type ProtectionWishes,
  protectionBench,
  STOP,
  TARGET,
} from './protection-bench.fixture.ts'

const WATCHED = 'cb-wish-w'

/** 0.1 BTC were bought, and the exchange has not taken the stop that protects them. */
function withRejectedStop(wishes: ProtectionWishes = {}) {
  const bench = protectionBench(wishes)
  bench.candle(0, '30000')
  bench.place(BRACKET)
  bench.clock.advance(1_000)
  bench.exchange.fill(ENTRY)
  bench.exchange.reject(STOP, 'too many stops')
  return bench
}

describe('a stop by hand that the exchange rejects', () => {
  it('is watched here instead, and it is said why', () => {
    const { states, order, sent } = withRejectedStop()
    expect(states(STOP, WATCHED, TARGET)).toEqual(['rejected', 'waiting', 'waiting'])
    expect(order(WATCHED).note).toContain('too many stops')
    expect(sent()).toHaveLength(2)
  })

  it('sells at its price, and its target is dropped then', () => {
    const { tick, exchange, sent, states } = withRejectedStop()
    tick('29000.01')
    expect(sent()).toHaveLength(2)
    tick('29000')
    expect(sent().at(-1)).toBe('cb-wish-w: market 10000000')
    exchange.fill(WATCHED)
    expect(states(WATCHED, TARGET)).toEqual(['filled', 'cancelled'])
    expect(exchange.oversold).toEqual([])
  })

  it('is dropped when the target sells first', () => {
    const { tick, exchange, states } = withRejectedStop({ base: '1' })
    tick('31000')
    exchange.fill(TARGET)
    expect(states(WATCHED, TARGET)).toEqual(['cancelled', 'filled'])
  })

  it('is watched after a restart', async () => {
    const { restarted } = withRejectedStop()
    const next = await restarted()
    next.tick('29000')
    expect(next.sent().at(-1)).toBe('cb-wish-w: market 10000000')
  })

  it('is watched also where nothing is written between, and once', () => {
    const { store, failing } = faultyLedgerStore(new MemoryLedgerStore())
    const bench = protectionBench({ ledger: store })
    bench.candle(0, '30000')
    bench.place(BRACKET)
    bench.exchange.fill(ENTRY)
    failing.add('updateOrder')
    bench.exchange.reject(STOP)
    expect(bench.states(STOP, WATCHED)).toEqual(['submitting', 'waiting'])
    failing.clear()
    bench.engine.enqueue({ kind: 'resume' })
    expect(bench.states(STOP, WATCHED)).toEqual(['rejected', 'waiting'])
    expect(store.loadRecentOrders(9)).toHaveLength(4)
  })

  it('of a pair is for what the pair was for', () => {
    const { place, candle, exchange, tick, sent, states } = protectionBench({ base: '1' })
    candle(0, '30000')
    place(PAIR)
    exchange.reject(PAIR_STOP)
    tick('29000')
    expect(sent().at(-1)).toBe('cb-wish-w: market 10000000')
    exchange.fill(WATCHED)
    expect(states(WATCHED, TARGET)).toEqual(['filled', 'cancelled'])
  })

  it('stays away when it was to be taken back anyway', () => {
    const { place, candle, exchange, engine } = protectionBench()
    candle(0, '30000')
    place(BRACKET)
    exchange.fill(ENTRY)
    engine.enqueue({ kind: 'cancel', actor: 'window', clientOrderId: STOP })
    exchange.reject(STOP)
    expect(engine.desk.findOrder(WATCHED)).toBeUndefined()
  })
})

describe('a stop by hand in a market that nobody watches', () => {
  const OTHER = { ...SAMPLE_MARKET, symbol: 'ETH/USDT', base: 'ETH' }
  const stop: Partial<OrderIntent> = {
    intentId: 'wish-s',
    botId: 'manual',
    symbol: 'ETH/USDT',
    side: 'sell',
    purpose: 'exit',
    type: 'stop',
    triggerPrice: price('1900'),
    quantity: quantity('0.1'),
    link: { groupId: 'cb-wish', role: 'stop' },
  }

  it('is shown to be missing while what it was to sell is held', () => {
    const { desk, place } = deskBench({ markets: new MarketBook([SAMPLE_MARKET, OTHER]) })
    place(stop)
    const { clientOrderId } = desk.findOrder('cb-wish-s') ?? { clientOrderId: '' }
    const time = desk.now()
    desk.apply({ kind: 'rejected', clientOrderId, reason: 'no stops today', time })
    expect(desk.drifts.open()).toMatchObject([
      { kind: 'missing-stop', about: 'cb-wish-s', ours: 'a stop at 1900 for 0.1 ETH' },
    ])
    desk.noteStops([])
    expect(desk.drifts.open()).toEqual([])
  })

  it('is nothing to show when it got there', () => {
    const { desk, place } = deskBench({ markets: new MarketBook([SAMPLE_MARKET, OTHER]) })
    place(stop, ACCEPTED, ABSENT)
    expect(desk.drifts.open()).toEqual([])
  })
})
