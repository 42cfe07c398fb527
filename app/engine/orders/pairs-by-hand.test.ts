import { describe, expect, it } from 'vitest'
import { price, quantity } from '../../domain/sample-market.fixture.ts'
import { faultyLedgerStore } from '../../storage/faulty-ledger-store.fixture.ts'
import { MemoryLedgerStore } from '../../storage/memory-ledger-store.ts'
import {
  BRACKET,
  ENTRY,
  NOTHING_NATIVE,
  PAIR,
  PAIR_STOP,
  PAIR_TARGET,
  type ProtectionWishes,
  protectionBench,
} from './protection-bench.fixture.ts'

/** 1 BTC in hand, and a stop at 29,000 with a target at 31,000 for 0.1 of it. */
function withPair(wishes: ProtectionWishes = {}) {
  const bench = protectionBench({ base: '1', ...wishes })
  bench.candle(0, '30000')
  expect(bench.place(PAIR).kind).toBe('sent')
  return bench
}

/** The same, with the stop at the exchange. */
function withNativeStop(wishes: ProtectionWishes = {}) {
  const bench = withPair(wishes)
  bench.exchange.accept(PAIR_STOP)
  return bench
}

describe('a stop and a target for what is held', () => {
  it('are one commit; the stop goes to an exchange that keeps it, the target waits here', () => {
    const { ledger, sent, states } = withPair()
    expect(ledger.loadOpenOrders()).toHaveLength(2)
    expect(sent()).toEqual(['cb-wish: stop 10000000'])
    expect(states(PAIR_STOP, PAIR_TARGET)).toEqual(['submitting', 'waiting'])
  })

  it('are both watched here where the exchange keeps neither', () => {
    const { sent, states } = withPair({ nativeTypes: NOTHING_NATIVE })
    expect(sent()).toEqual([])
    expect(states(PAIR_STOP, PAIR_TARGET)).toEqual(['waiting', 'waiting'])
  })

  it.each([
    ['29000', PAIR_STOP, PAIR_TARGET],
    ['31000', PAIR_TARGET, PAIR_STOP],
  ])('at %s the one is sold and the other dropped', (at, sold, dropped) => {
    const { tick, sent, exchange, states } = withPair({ nativeTypes: NOTHING_NATIVE })
    tick(at)
    expect(sent()).toEqual([`${sold}: market 10000000`])
    exchange.fill(sold)
    expect(states(sold, dropped)).toEqual(['filled', 'cancelled'])
    tick('28000')
    tick('32000')
    expect(sent()).toHaveLength(1)
  })

  it('sell no more than they are for, whatever else is held', () => {
    const { tick, exchange, sent, states } = withNativeStop()
    exchange.fill(PAIR_STOP, quantity('0.03'))
    tick('31000')
    exchange.carryOutCancel(PAIR_STOP)
    expect(sent().at(-1)).toBe('cb-wish-t: market 7000000')
    exchange.fill(PAIR_TARGET)
    expect(states(PAIR_STOP, PAIR_TARGET)).toEqual(['cancelled', 'filled'])
  })

  it('end with the stop when that fills at the exchange', () => {
    const { exchange, states, tick, sent } = withNativeStop()
    exchange.fill(PAIR_STOP)
    expect(states(PAIR_STOP, PAIR_TARGET)).toEqual(['filled', 'cancelled'])
    tick('31000')
    expect(sent()).toHaveLength(1)
  })

  it('go on with what one of them has left unsold', () => {
    const { tick, exchange, sent, states } = withPair({ nativeTypes: NOTHING_NATIVE })
    tick('31000')
    exchange.fill(PAIR_TARGET, quantity('0.04'))
    exchange.carryOutCancel(PAIR_TARGET)
    expect(states(PAIR_STOP)).toEqual(['waiting'])
    tick('29000')
    expect(sent().at(-1)).toBe('cb-wish: market 6000000')
  })

  it('reach for the target at any price since they were placed, not only since the stop rests', () => {
    const { candle, clock, exchange, cancelsWanted } = withPair()
    clock.advance(30_000)
    exchange.accept(PAIR_STOP)
    candle(1, '30000', { high: price('31000') })
    expect(cancelsWanted()).toEqual([PAIR_STOP])
  })

  it('are sold once when everything is sold by hand', () => {
    const { engine, exchange, states } = withNativeStop()
    engine.enqueue({ kind: 'flatten' })
    expect(states(PAIR_TARGET)).toEqual(['cancelled'])
    expect(exchange.oversold).toEqual([])
  })

  it('come back after a restart as they were', async () => {
    const { restarted } = withPair({ nativeTypes: NOTHING_NATIVE })
    const next = await restarted()
    expect(next.states(PAIR_STOP, PAIR_TARGET)).toEqual(['waiting', 'waiting'])
    next.tick('31000')
    const again = await next.restarted()
    again.exchange.fill(PAIR_TARGET)
    expect(again.states(PAIR_STOP, PAIR_TARGET)).toEqual(['cancelled', 'filled'])
    expect(again.sent()).toHaveLength(1)
  })

  it('are written down together or not at all', () => {
    const { store, failing } = faultyLedgerStore(new MemoryLedgerStore())
    const bench = protectionBench({ base: '1', ledger: store })
    bench.candle(0, '30000')
    failing.add('insertOrders')
    expect(bench.place(PAIR).kind).toBe('failed')
    expect(bench.sent()).toEqual([])
    expect(store.loadOpenOrders()).toEqual([])
  })

  it('are the same wish when it is made again', () => {
    const { place, sent } = withPair()
    expect(place(PAIR)).toMatchObject({ kind: 'repeated', order: { clientOrderId: PAIR_STOP } })
    expect(sent()).toHaveLength(1)
  })
})

describe('a stop and a target for what is held are refused', () => {
  it.each([
    ['the stop has to be below the last price', { stopPrice: price('30000') }],
    ['the target has to be above the last price', { targetPrice: price('30000') }],
  ])('when %s', (message, changes) => {
    const { place, candle, ledger } = protectionBench({ base: '1' })
    candle(0, '30000')
    expect(place({ ...PAIR, ...changes })).toMatchObject({
      refusals: [{ rule: 'trigger-price', message }],
    })
    expect(ledger.loadOpenOrders()).toEqual([])
  })

  it('for more than is held', () => {
    const { place, candle } = protectionBench({ base: '0.09' })
    candle(0, '30000')
    expect(place(PAIR)).toMatchObject({ refusals: [{ rule: 'sufficient-balance' }] })
    expect(place({ ...PAIR, quantity: quantity('0.09') }).kind).toBe('sent')
  })

  it('while no price is known', () => {
    const { place } = protectionBench({ base: '1' })
    expect(place(PAIR).kind).toBe('refused')
  })
})

describe('a second stop and target', () => {
  const second = { ...PAIR, intentId: 'again' }

  it.each([
    ['watched here', NOTHING_NATIVE],
    ['kept by the exchange', undefined],
  ] as const)('is refused for what the first is for already: %s', (_, nativeTypes) => {
    const { place } = withPair({ base: '0.15', ...(nativeTypes ? { nativeTypes } : {}) })
    expect(place(second)).toMatchObject({
      kind: 'refused',
      refusals: [
        {
          rule: 'sufficient-balance',
          message: '0.05 BTC are for no other sale by hand, 0.1 were asked for',
        },
      ],
    })
  })

  it('is taken for what is held beside, and once the first is gone', () => {
    const { place, engine } = withPair({ base: '0.2', nativeTypes: NOTHING_NATIVE })
    expect(place(second).kind).toBe('sent')
    expect(place({ ...PAIR, intentId: 'third' }).kind).toBe('refused')
    engine.enqueue({ kind: 'cancel', actor: 'window', clientOrderId: PAIR_STOP })
    engine.enqueue({ kind: 'cancel', actor: 'window', clientOrderId: PAIR_TARGET })
    expect(place({ ...PAIR, intentId: 'fourth' }).kind).toBe('sent')
  })

  it('is refused for what a purchase is protected by already, and not before that has traded', () => {
    const bench = protectionBench({ base: '0.1', nativeTypes: NOTHING_NATIVE })
    bench.candle(0, '30000')
    expect(bench.place(BRACKET).kind).toBe('sent')
    bench.exchange.accept(ENTRY)
    expect(bench.place(second).kind).toBe('sent')
    bench.exchange.fill(ENTRY)
    expect(bench.place({ ...PAIR, intentId: 'third' }).kind).toBe('refused')
  })
})
