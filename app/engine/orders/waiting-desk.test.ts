import { describe, expect, it } from 'vitest'
import { rateFromPercent } from '../../domain/amount.ts'
import { price, quantity, sampleCandle } from '../../domain/sample-market.fixture.ts'
import { NOTHING_NEW, sampleRecord } from '../../reconciliation/sample-record.fixture.ts'
import { faultyLedgerStore } from '../../storage/faulty-ledger-store.fixture.ts'
import { MemoryLedgerStore } from '../../storage/memory-ledger-store.ts'
import { afterRounds } from '../session/profile-bench.fixture.ts'
import { tradingBench } from '../trading-bench.fixture.ts'
import {
  BRACKET,
  ENTRY,
  LOCAL_STOP,
  NOTHING_NATIVE,
  type ProtectionWishes,
  PURCHASE,
  protectionBench,
  STOP,
  TARGET,
} from './protection-bench.fixture.ts'

const HOLDS = { base: '0.1', nativeTypes: NOTHING_NATIVE } as const
const TAKE_PROFIT = { ...LOCAL_STOP, type: 'take-profit', triggerPrice: price('31000') } as const

/** 0.1 BTC in hand, and a stop at 29,000 that is watched here. */
function withLocalStop(wishes: ProtectionWishes = {}) {
  const bench = protectionBench({ ...HOLDS, ...wishes })
  bench.candle(0, '30000')
  expect(bench.place(LOCAL_STOP)).toMatchObject({ kind: 'sent', order: { state: 'waiting' } })
  return bench
}

/** A purchase with a stop and a target that the exchange has accepted. */
function withBracket(wishes: ProtectionWishes = {}) {
  const bench = protectionBench(wishes)
  bench.candle(0, '30000')
  expect(bench.place(BRACKET).kind).toBe('sent')
  bench.exchange.accept(ENTRY)
  return bench
}

/** The same, with all of it bought. */
function withPosition(wishes: ProtectionWishes = {}) {
  const bench = withBracket(wishes)
  bench.clock.advance(1_000)
  bench.exchange.fill(ENTRY)
  return bench
}

/** The same, with the stop at the exchange. */
function withNativeStop(wishes: ProtectionWishes = {}) {
  const bench = withPosition(wishes)
  bench.exchange.accept(STOP)
  return bench
}

describe('a stop by hand that the exchange does not watch', () => {
  it('is sold at the market once a candle has touched its price, and not before', () => {
    const { candle, sent, states } = withLocalStop()
    candle(1, '30000', { low: price('29000.01') })
    expect(sent()).toEqual([])
    candle(2, '30000', { low: price('29000') })
    expect(sent()).toEqual(['cb-wish: market 10000000'])
    expect(states(ENTRY)).toEqual(['submitting'])
  })

  it('minds no candle that began before it was placed, but where that has closed', () => {
    const { candle, clock, sent, place } = protectionBench(HOLDS)
    candle(0, '30000')
    clock.advance(30_000)
    place(LOCAL_STOP)
    candle(1, '30000', { low: price('28000') })
    expect(sent()).toEqual([])
    candle(2, '28000', { open: price('30000'), high: price('30000') })
    expect(sent()).toHaveLength(1)
  })

  it('is sold at a price within a candle', () => {
    const { tick, sent } = withLocalStop()
    tick('29000.01')
    expect(sent()).toEqual([])
    tick('28900')
    expect(sent()).toHaveLength(1)
  })

  it('takes a profit the other way round', () => {
    const { place, candle, tick, sent } = protectionBench(HOLDS)
    candle(0, '30000')
    place(TAKE_PROFIT)
    tick('28000')
    expect(sent()).toEqual([])
    tick('31000')
    expect(sent()).toHaveLength(1)
  })

  it('is refused when its price is there already, or where nobody watches it', () => {
    const { place, candle } = protectionBench(HOLDS)
    candle(0, '28000')
    expect(place(LOCAL_STOP)).toMatchObject({ refusals: [{ rule: 'trigger-price' }] })
    candle(1, '29000.01')
    expect(place(LOCAL_STOP).kind).toBe('sent')
  })

  it('survives a restart, and is not fired by the price before it', async () => {
    const { restarted } = withLocalStop()
    const next = await restarted()
    expect(next.engine.isReconciled).toBe(true)
    expect(next.sent()).toEqual([])
    next.candle(1, '28000')
    expect(next.sent()).toHaveLength(1)
  })

  it('waits for start-up reconciliation, and does not forget that its price was there', async () => {
    const { restarted } = withLocalStop()
    const next = await restarted()
    next.engine.enqueue({ kind: 'connection', state: 'lost', reason: 'the stream was cut' })
    next.candle(1, '30000', { low: price('28000') })
    expect(next.sent()).toEqual([])
    const again = await next.restarted()
    expect(again.sent()).toHaveLength(1)
  })

  it('fires while trading is halted, and a purchase does not', () => {
    const { place, engine, tick, sent, states } = withLocalStop()
    const buy = { intentId: 'buy', type: 'stop', limitPrice: null } as const
    place({ ...buy, quantity: quantity('0.01'), triggerPrice: price('30500') })
    engine.enqueue({ kind: 'halt', reason: 'by you' })
    tick('30500')
    expect(sent()).toEqual([])
    tick('29000')
    expect(sent()).toEqual(['cb-wish: market 10000000'])
    expect(states('cb-buy')).toEqual(['waiting'])
    engine.enqueue({ kind: 'resume' })
    expect(sent()).toHaveLength(1)
    tick('30500')
    expect(sent()).toHaveLength(2)
  })

  it('is for what is still held, and is dropped when that is nothing', () => {
    const { place, exchange, states, tick, sent } = withLocalStop()
    const sale = { side: 'sell', type: 'market', limitPrice: null } as const
    place({ intentId: 'part', ...sale, quantity: quantity('0.04') })
    exchange.fill('cb-part')
    place({ intentId: 'rest', ...sale, quantity: quantity('0.05') })
    tick('29000')
    expect(sent().slice(2)).toEqual(['cb-wish: market 1000000'])
    exchange.fill('cb-wish')
    exchange.fill('cb-rest')
    expect(states('cb-wish')).toEqual(['filled'])
    const other = withLocalStop()
    other.place({ intentId: 'all', ...sale })
    other.exchange.fill('cb-all')
    expect(other.states('cb-wish')).toEqual(['cancelled'])
  })

  it('waits while others are selling the same, and goes on when they did not', () => {
    const { place, exchange, states, tick, sent } = withLocalStop()
    place({ intentId: 'sale', side: 'sell', limitPrice: price('31000') })
    exchange.accept('cb-sale')
    tick('29000')
    expect(states('cb-wish')).toEqual(['waiting'])
    exchange.carryOutCancel('cb-sale')
    expect(sent()).toEqual(['cb-sale: limit 10000000', 'cb-wish: market 10000000'])
    expect(exchange.oversold).toEqual([])
  })

  it('is cancelled by hand at once, and with all others', () => {
    const { engine, states } = withLocalStop()
    engine.enqueue({ kind: 'cancel', actor: 'window', clientOrderId: 'cb-wish' })
    expect(states('cb-wish')).toEqual(['cancelled'])
    const other = withLocalStop()
    other.engine.enqueue({ kind: 'cancel-all', actor: 'window' })
    expect(other.states('cb-wish')).toEqual(['cancelled'])
    other.tick('28000')
    expect(other.sent()).toEqual([])
  })

  it('is not sent when that cannot be written down, and is once it can', () => {
    const { store, failing } = faultyLedgerStore(new MemoryLedgerStore())
    const bench = withLocalStop({ ledger: store })
    failing.add('updateOrder')
    bench.tick('28000')
    expect(bench.sent()).toEqual([])
    expect(bench.engine.trading.state).toBe('halted')
    failing.clear()
    bench.engine.enqueue({ kind: 'resume' })
    bench.tick('28000')
    expect(bench.sent()).toHaveLength(1)
  })
})

describe('a purchase with a stop and a target', () => {
  it('is one commit, of which the entry alone is sent', () => {
    const { ledger, sent, states } = withBracket()
    expect(ledger.loadOpenOrders()).toHaveLength(3)
    expect(sent()).toEqual(['cb-wish: limit 10000000'])
    expect(states(STOP, TARGET)).toEqual(['waiting', 'waiting'])
  })

  it('is refused when the stop is not below its price, or the target not above it', () => {
    const { place, candle } = protectionBench()
    candle(0, '30000')
    expect(place({ stopPrice: price('30000') })).toMatchObject({ kind: 'refused' })
    expect(place({ targetPrice: price('30000') })).toMatchObject({ kind: 'refused' })
    expect(place({ stopPrice: price('29999.99'), targetPrice: price('30000.01') }).kind).toBe(
      'sent',
    )
  })

  it('drops both when nothing of it trades', () => {
    const { exchange, states } = withBracket()
    exchange.carryOutCancel(ENTRY)
    expect(states(STOP, TARGET)).toEqual(['cancelled', 'cancelled'])
  })

  it('drops both when it is rejected, and keeps them while nobody knows', () => {
    const { place, candle, exchange, states, engine } = protectionBench()
    candle(0, '30000')
    place(BRACKET)
    const time = 0
    const reply = { kind: 'unknown', clientOrderId: ENTRY, reason: 'no answer', time } as const
    engine.enqueue({ kind: 'reply', reply })
    expect(states(ENTRY, STOP, TARGET)).toEqual(['unresolved', 'waiting', 'waiting'])
    exchange.reject(ENTRY)
    expect(states(STOP, TARGET)).toEqual(['cancelled', 'cancelled'])
  })

  it('is protected for what was bought, less the fee that was taken from it', () => {
    const { exchange, states, sent } = withBracket({ baseFee: rateFromPercent(0.1) })
    exchange.fill(ENTRY, quantity('0.04'))
    expect(states(STOP)).toEqual(['waiting'])
    exchange.carryOutCancel(ENTRY)
    expect(sent().at(-1)).toBe('cb-wish-s: stop 3996000')
    expect(exchange.oversold).toEqual([])
  })

  it('sells no more than was bought, whatever else there is', () => {
    const { exchange, sent } = withBracket({ base: '5' })
    exchange.fill(ENTRY, quantity('0.04'))
    exchange.carryOutCancel(ENTRY)
    expect(sent().at(-1)).toBe('cb-wish-s: stop 4000000')
  })

  it('is ended when the target comes before the rest of it', () => {
    const { exchange, tick, cancelsWanted, sent } = withBracket({ nativeTypes: NOTHING_NATIVE })
    exchange.fill(ENTRY, quantity('0.04'))
    tick('31000')
    expect(cancelsWanted()).toEqual([ENTRY])
    tick('30500')
    exchange.carryOutCancel(ENTRY)
    expect(sent().at(-1)).toBe('cb-wish-t: market 4000000')
  })

  it('has its target dropped when the stop fills', () => {
    const { exchange, states } = withNativeStop({ base: '5' })
    exchange.fill(STOP)
    expect(states(STOP, TARGET)).toEqual(['filled', 'cancelled'])
  })

  it('takes the stop back at the target, and sells what that has left', () => {
    const { exchange, tick, cancelsWanted, sent, states } = withNativeStop({ base: '5' })
    tick('31000')
    expect(cancelsWanted()).toEqual([STOP])
    expect(states(TARGET)).toEqual(['waiting'])
    exchange.fill(STOP, quantity('0.03'))
    tick('29500')
    exchange.carryOutCancel(STOP)
    expect(sent().at(-1)).toBe('cb-wish-t: market 7000000')
    exchange.fill(TARGET)
    expect(states(STOP, TARGET)).toEqual(['cancelled', 'filled'])
  })

  it('does not sell twice when the stop fills while it is taken back', () => {
    const { exchange, tick, sent, states } = withNativeStop()
    tick('31000')
    exchange.fill(STOP)
    exchange.carryOutCancel(STOP)
    expect(states(STOP, TARGET)).toEqual(['filled', 'cancelled'])
    expect(sent()).toHaveLength(2)
  })

  it('lets the stop go first when one candle spans both', () => {
    const { candle, sent, exchange, states } = withPosition({ nativeTypes: NOTHING_NATIVE })
    candle(1, '30000')
    candle(2, '30000', { low: price('28000'), high: price('32000') })
    expect(sent().slice(1)).toEqual(['cb-wish-s: market 10000000'])
    exchange.fill(STOP)
    expect(states(STOP, TARGET)).toEqual(['filled', 'cancelled'])
  })

  it('goes to the target after all when the stop is rejected', () => {
    const { candle, sent, exchange } = withPosition({ nativeTypes: NOTHING_NATIVE })
    candle(1, '30000')
    candle(2, '30000', { low: price('28000'), high: price('32000') })
    exchange.reject(STOP)
    expect(sent().at(-1)).toBe('cb-wish-t: market 10000000')
  })

  it('minds no price from before it was bought', () => {
    const { candle, exchange, clock, sent } = withBracket({ nativeTypes: NOTHING_NATIVE })
    clock.advance(30_000)
    exchange.fill(ENTRY)
    candle(1, '30000', { low: price('28000'), high: price('32000') })
    expect(sent()).toHaveLength(1)
    candle(2, '30000', { high: price('31000') })
    expect(sent()).toHaveLength(2)
  })

  it('asks for the stop again and again until it is out of the way', () => {
    const { exchange, engine, tick, clock, cancelsWanted } = withNativeStop()
    tick('31000')
    exchange.order(STOP).isCancelWanted = false
    tick('31000')
    expect(cancelsWanted()).toEqual([])
    clock.advance(10_000)
    const askedAt = clock.now()
    const record = { scope: 'orders', askedAt, openOrders: null } as const
    engine.enqueue({
      kind: 'round',
      round: { ...NOTHING_NEW, trigger: 'interval', record: sampleRecord(record) },
    })
    expect(cancelsWanted()).toEqual([STOP])
  })

  it('lets all of it be sold by hand meanwhile where the stop is watched here', () => {
    const { place, exchange, states } = withPosition({ nativeTypes: NOTHING_NATIVE })
    const sale = { intentId: 'sale', side: 'sell', type: 'market', limitPrice: null } as const
    expect(place(sale).kind).toBe('sent')
    exchange.fill('cb-sale')
    expect(states(STOP, TARGET)).toEqual(['cancelled', 'cancelled'])
  })

  it('keeps to the limit of ids', () => {
    const { place, candle } = protectionBench()
    candle(0, '30000')
    expect(place({ ...BRACKET, intentId: 'x'.repeat(24) })).toMatchObject({ kind: 'refused' })
    expect(place({ intentId: 'x'.repeat(25) }).kind).toBe('sent')
    expect(place({ ...BRACKET, intentId: 'y'.repeat(23) }).kind).toBe('sent')
  })
})

describe('a purchase with a stop and a target, after the engine died', () => {
  it('before the exchange heard of it: dropped', async () => {
    const { place, candle, exchange, restarted } = protectionBench()
    candle(0, '30000')
    exchange.submit = () => undefined
    place(BRACKET)
    const { states, timer } = await restarted()
    await afterRounds(timer, () => states(ENTRY)[0] === 'absent' && states(STOP)[0] !== 'waiting')
    expect(states(ENTRY, STOP, TARGET)).toEqual(['absent', 'cancelled', 'cancelled'])
  })

  it('and it was bought meanwhile: the stop is sent once', async () => {
    const { exchange, restarted } = withBracket()
    exchange.close()
    exchange.fill(ENTRY)
    const next = await restarted()
    expect(next.states(ENTRY, STOP, TARGET)).toEqual(['filled', 'submitting', 'waiting'])
    const again = await next.restarted()
    expect(again.states(STOP)).toEqual(['open'])
    expect(again.sent()).toHaveLength(2)
  })

  it('and the stop filled meanwhile: the target is dropped', async () => {
    const { exchange, restarted } = withNativeStop({ base: '5' })
    exchange.close()
    exchange.fill(STOP)
    const next = await restarted()
    expect(next.states(STOP, TARGET)).toEqual(['filled', 'cancelled'])
  })

  it('while the stop made way for the target: the target is sold, wherever the price is', async () => {
    const { exchange, tick, restarted } = withNativeStop()
    tick('31000')
    exchange.close()
    exchange.carryOutCancel(STOP)
    const next = await restarted()
    expect(next.sent().at(-1)).toBe('cb-wish-t: market 10000000')
  })

  it('with the cancel of the stop lost: it is taken back again', async () => {
    const { exchange, tick, restarted } = withNativeStop()
    tick('31000')
    exchange.order(STOP).isCancelWanted = false
    const next = await restarted()
    expect(next.cancelsWanted()).toEqual([STOP])
  })
})

describe('an order that replaces another', () => {
  const cheaper = { intentId: 'new', limitPrice: price('29500'), replaces: ENTRY } as const

  function withOrder() {
    const bench = protectionBench()
    bench.candle(0, '30000')
    bench.place()
    bench.exchange.accept(ENTRY)
    return bench
  }

  it('comes when that is out of the way', () => {
    const { place, exchange, cancelsWanted, sent } = withOrder()
    expect(place(cheaper)).toMatchObject({ kind: 'sent', order: { state: 'waiting' } })
    expect(cancelsWanted()).toEqual([ENTRY])
    expect(sent()).toHaveLength(1)
    exchange.carryOutCancel(ENTRY)
    expect(sent().at(-1)).toBe('cb-new: limit 10000000')
  })

  it('is dropped when that was filled meanwhile', () => {
    const { place, exchange, states, sent } = withOrder()
    place(cheaper)
    exchange.fill(ENTRY)
    exchange.carryOutCancel(ENTRY)
    expect(states(ENTRY, 'cb-new')).toEqual(['filled', 'cancelled'])
    expect(sent()).toHaveLength(1)
  })

  it('is for the rest of what had traded in part', () => {
    const { place, exchange, sent } = withOrder()
    place(cheaper)
    exchange.fill(ENTRY, quantity('0.04'))
    exchange.carryOutCancel(ENTRY)
    expect(sent().at(-1)).toBe('cb-new: limit 6000000')
  })

  it('survives a restart at every step', async () => {
    const { place, exchange, restarted } = withOrder()
    place(cheaper)
    exchange.order(ENTRY).isCancelWanted = false
    const waiting = await restarted()
    expect(waiting.cancelsWanted()).toEqual([ENTRY])
    exchange.close()
    exchange.carryOutCancel(ENTRY)
    const sent = await waiting.restarted()
    expect(sent.states(ENTRY, 'cb-new')).toEqual(['cancelled', 'submitting'])
    const found = await sent.restarted()
    expect(found.states('cb-new')).toEqual(['open'])
    expect(found.sent()).toHaveLength(2)
  })

  it('may use the money that the other binds, and no more', () => {
    const { place } = withOrder()
    expect(place({ ...cheaper, quantity: quantity('0.16') }).kind).toBe('sent')
    const other = withOrder()
    expect(other.place({ ...cheaper, quantity: quantity('1') })).toMatchObject({
      kind: 'refused',
    })
  })

  it('takes the place of one that waits here at once, and waits for its own price', () => {
    const { place, states, tick, sent } = withLocalStop()
    place({ ...LOCAL_STOP, intentId: 'new', triggerPrice: price('29500'), replaces: ENTRY })
    expect(states(ENTRY, 'cb-new')).toEqual(['cancelled', 'waiting'])
    expect(sent()).toEqual([])
    tick('29500')
    expect(sent()).toEqual(['cb-new: market 10000000'])
  })

  it('does not begin while trading is halted, and does when it is resumed', () => {
    const { place, engine, cancelsWanted, exchange } = withOrder()
    place(cheaper)
    exchange.order(ENTRY).isCancelWanted = false
    engine.enqueue({ kind: 'halt', reason: 'by you' })
    exchange.carryOutCancel(ENTRY)
    expect(cancelsWanted()).toEqual([])
    expect(exchange.liveIds).toEqual([])
    engine.enqueue({ kind: 'resume' })
    expect(exchange.liveIds).toEqual(['cb-new'])
  })

  it.each([
    ['there is no such order', { replaces: 'cb-none' }],
    ['it is of another kind', { replaces: ENTRY, side: 'sell', quantity: quantity('0.01') }],
  ] as const)('is refused: %s', (message, changes) => {
    const { place } = withOrder()
    expect(place({ ...cheaper, ...changes })).toMatchObject({
      refusals: [{ rule: 'replaced-order', message }],
    })
  })

  it('is refused when that is finished, protects a purchase or is being replaced already', () => {
    const { place, exchange } = withOrder()
    place(cheaper)
    expect(place({ ...cheaper, intentId: 'third' })).toMatchObject({
      refusals: [{ message: 'it is being replaced already' }],
    })
    exchange.carryOutCancel(ENTRY)
    expect(place({ ...cheaper, intentId: 'third' })).toMatchObject({
      refusals: [{ message: 'it is cancelled already' }],
    })
    const other = withNativeStop()
    const stop = { intentId: 'new', replaces: STOP, side: 'sell' } as const
    expect(other.place(stop)).toMatchObject({ refusals: [{ rule: 'replaced-order' }] })
  })
})

describe('on paper', () => {
  /** A purchase of 0.1 with a stop and a target; the simulated exchange watches no prices. */
  function paperBench() {
    const bench = tradingBench()
    const ticket = { ...PURCHASE, ...BRACKET, type: 'market', limitPrice: null } as const
    bench.send(sampleCandle(0, '30000'))
    bench.engine.enqueue({ kind: 'place', actor: 'window', ticket, answer: () => undefined })
    const states = () => [ENTRY, STOP, TARGET].map((id) => bench.engine.desk.findOrder(id)?.state)
    return { ...bench, states }
  }

  it('sells at the target, and the stop is gone', () => {
    const { send, states, portfolio } = paperBench()
    send(sampleCandle(1, '30000'))
    expect(states()).toEqual(['filled', 'waiting', 'waiting'])
    send(sampleCandle(2, '31000'))
    expect(states()).toEqual(['filled', 'waiting', 'open'])
    send(sampleCandle(3, '31000'))
    expect(states()).toEqual(['filled', 'cancelled', 'filled'])
    expect(portfolio.holding('BTC')).toBe(0)
  })

  it('sells at the stop in the candle in which it was bought', () => {
    const { send, states, portfolio } = paperBench()
    send(sampleCandle(1, '30000', { low: price('28000') }))
    expect(states()).toEqual(['filled', 'open', 'waiting'])
    send(sampleCandle(2, '30000'))
    expect(states()).toEqual(['filled', 'filled', 'cancelled'])
    expect(portfolio.holding('BTC')).toBe(0)
  })
})
