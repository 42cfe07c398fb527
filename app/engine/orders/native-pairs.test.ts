import { describe, expect, it } from 'vitest'
import { quantity } from '../../domain/sample-market.fixture.ts'
import { faultyLedgerStore } from '../../storage/faulty-ledger-store.fixture.ts'
import { MemoryLedgerStore } from '../../storage/memory-ledger-store.ts'
import {
  BRACKET,
  ENTRY,
  PAIR,
  PAIR_STOP,
  PAIR_TARGET,
  type ProtectionWishes,
  protectionBench,
  STOP,
  TARGET,
} from './protection-bench.fixture.ts'

const WATCHED_STOP = 'cb-wish-w'
const WATCHED_TARGET = 'cb-wish-v'

/** 1 BTC in hand, and a stop at 29,000 with a target at 31,000 for 0.1 of it, both at the exchange. */
function withPair(wishes: ProtectionWishes = {}) {
  const bench = protectionBench({ base: '1', pairs: {}, ...wishes })
  bench.candle(0, '30000')
  expect(bench.place(PAIR).kind).toBe('sent')
  return bench
}

describe('a stop and a target that the exchange keeps as one', () => {
  it('leave together, both written down before', () => {
    const { sent, states } = withPair()
    expect(sent()).toEqual([
      'cb-wish: stop or take-profit 10000000',
      'cb-wish-t: stop or take-profit 10000000',
    ])
    expect(states(PAIR_STOP, PAIR_TARGET)).toEqual(['submitting', 'submitting'])
  })

  it.each([
    [PAIR_STOP, PAIR_TARGET],
    [PAIR_TARGET, PAIR_STOP],
  ])('end with %s when that trades', (traded, other) => {
    const { exchange, states, tick, sent } = withPair()
    exchange.accept(PAIR_STOP)
    exchange.accept(PAIR_TARGET)
    exchange.fill(traded)
    expect(states(traded, other)).toEqual(['filled', 'cancelled'])
    tick('29000')
    tick('31000')
    expect(sent()).toHaveLength(2)
    expect(exchange.oversold).toEqual([])
  })

  it('are left to the exchange when it passes their prices', () => {
    const { exchange, tick, sent, cancelsWanted } = withPair()
    exchange.accept(PAIR_STOP)
    exchange.accept(PAIR_TARGET)
    tick('31000')
    tick('29000')
    expect(sent()).toHaveLength(2)
    expect(cancelsWanted()).toEqual([])
  })

  it('bind what they sell once', () => {
    const { place, exchange } = withPair({ base: '0.2' })
    exchange.accept(PAIR_STOP)
    exchange.accept(PAIR_TARGET)
    const sale = { side: 'sell', type: 'market', limitPrice: null } as const
    expect(place({ ...sale, intentId: 'more', quantity: quantity('0.11') }).kind).toBe('refused')
    expect(place({ ...sale, intentId: 'rest', quantity: quantity('0.1') })).toMatchObject({
      kind: 'sent',
    })
    expect(exchange.oversold).toEqual([])
  })

  it('are both gone when one is cancelled', () => {
    const { engine, exchange, states } = withPair()
    exchange.accept(PAIR_STOP)
    exchange.accept(PAIR_TARGET)
    engine.enqueue({ kind: 'cancel', actor: 'window', clientOrderId: PAIR_TARGET })
    exchange.carryOutCancel(PAIR_TARGET)
    expect(states(PAIR_STOP, PAIR_TARGET)).toEqual(['cancelled', 'cancelled'])
  })

  it('sell what a purchase bought, once that has traded', () => {
    const bench = protectionBench({ pairs: {} })
    bench.candle(0, '30000')
    bench.place(BRACKET)
    bench.exchange.fill(ENTRY, quantity('0.04'))
    expect(bench.sent()).toHaveLength(1)
    bench.exchange.carryOutCancel(ENTRY)
    expect(bench.sent().slice(1)).toEqual([
      'cb-wish-s: stop or take-profit 4000000',
      'cb-wish-t: stop or take-profit 4000000',
    ])
    bench.exchange.fill(TARGET)
    expect(bench.states(STOP, TARGET)).toEqual(['cancelled', 'filled'])
    expect(bench.exchange.oversold).toEqual([])
  })

  it('come back after a restart as the exchange has them', async () => {
    const bench = withPair()
    bench.exchange.accept(PAIR_STOP)
    const next = await bench.restarted()
    expect(next.states(PAIR_STOP, PAIR_TARGET)).toEqual(['open', 'open'])
    next.exchange.fill(PAIR_TARGET)
    expect(next.states(PAIR_STOP, PAIR_TARGET)).toEqual(['cancelled', 'filled'])
    expect(next.sent()).toHaveLength(2)
  })
})

describe('a pair that the exchange does not take', () => {
  it('as one goes there as a stop, and its target is watched here', () => {
    const { sent, states } = withPair({ pairs: { refusal: 'no pairs in this market' } })
    expect(sent()).toEqual(['cb-wish: stop 10000000'])
    expect(states(PAIR_STOP, PAIR_TARGET)).toEqual(['submitting', 'waiting'])
  })

  it('when it is sent is watched here, both of it, and sells once', () => {
    const { exchange, states, tick, sent, order } = withPair()
    exchange.reject(PAIR_STOP, 'too many orders')
    exchange.reject(PAIR_TARGET, 'too many orders')
    expect(states(WATCHED_STOP, WATCHED_TARGET)).toEqual(['waiting', 'waiting'])
    expect(order(WATCHED_TARGET).note).toContain('too many orders')
    tick('31000')
    expect(sent().at(-1)).toBe('cb-wish-v: market 10000000')
    exchange.fill(WATCHED_TARGET)
    expect(states(WATCHED_STOP, WATCHED_TARGET)).toEqual(['cancelled', 'filled'])
    tick('29000')
    expect(exchange.oversold).toEqual([])
    expect(sent()).toHaveLength(3)
  })

  it('was not sent when it could not be written down, and waits on', () => {
    const { store, failing } = faultyLedgerStore(new MemoryLedgerStore())
    const bench = protectionBench({ base: '1', pairs: {}, ledger: store })
    bench.candle(0, '30000')
    failing.add('updateOrders')
    bench.place(PAIR)
    expect(bench.sent()).toEqual([])
    expect(bench.states(PAIR_STOP, PAIR_TARGET)).toEqual(['waiting', 'waiting'])
    failing.clear()
    bench.engine.enqueue({ kind: 'resume' })
    bench.tick('30000')
    expect(bench.sent()).toHaveLength(2)
  })
})
