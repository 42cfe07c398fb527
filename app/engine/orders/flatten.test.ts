import { describe, expect, it } from 'vitest'
import { rateFromPercent } from '../../domain/amount.ts'
import { price, quantity } from '../../domain/sample-market.fixture.ts'
import {
  BRACKET,
  ENTRY,
  NOTHING_NATIVE,
  PAIR,
  type ProtectionBench,
  type ProtectionWishes,
  protectionBench,
  STOP,
  TARGET,
} from './protection-bench.fixture.ts'

/** A bot that holds something, with a stop at the exchange where that has such orders. */
function holdingBot(wishes: ProtectionWishes = {}) {
  const exits = { stop: rateFromPercent(2) }
  const bench = protectionBench({ plan: { 0: 'enter' }, exits, ...wishes })
  bench.candle(0, '30000')
  for (const id of bench.exchange.liveIds) bench.exchange.fill(id)
  for (const id of bench.exchange.liveIds) bench.exchange.accept(id)
  return bench
}

/** Lets the exchange do all that it was asked for, until it rests. */
function carryOut({ exchange }: ProtectionBench): void {
  for (let step = 0; step < 9; step += 1) {
    for (const { request, isCancelWanted } of exchange.live()) {
      if (isCancelWanted) exchange.carryOutCancel(request.clientOrderId)
      else if (request.order.type === 'market') exchange.fill(request.clientOrderId)
    }
  }
}

describe('flatten', () => {
  it('sells all that a bot holds, also while trading is halted', () => {
    const bench = holdingBot({ nativeTypes: NOTHING_NATIVE })
    bench.engine.enqueue({ kind: 'halt', reason: 'by you' })
    bench.engine.enqueue({ kind: 'flatten' })
    expect(bench.exchange.live()).toHaveLength(1)
    carryOut(bench)
    expect(bench.exchange.base).toBe(0)
  })

  it('takes the stop back first: that binds what is to be sold', () => {
    const bench = holdingBot()
    const [stop = ''] = bench.exchange.liveIds
    bench.engine.enqueue({ kind: 'halt', reason: 'by you' })
    bench.engine.enqueue({ kind: 'flatten' })
    expect(bench.cancelsWanted()).toEqual([stop])
    bench.exchange.fill(stop, quantity('0.01'))
    carryOut(bench)
    expect(bench.exchange.base).toBe(0)
    expect(bench.exchange.oversold).toEqual([])
  })

  it('sells what a pair at the exchange was for once', () => {
    const bench = protectionBench({ base: '1', pairs: {} })
    bench.candle(0, '30000')
    bench.place(BRACKET)
    bench.exchange.fill(ENTRY)
    for (const leg of [STOP, TARGET]) bench.exchange.accept(leg)
    bench.engine.enqueue({ kind: 'flatten' })
    carryOut(bench)
    expect(bench.states(STOP, TARGET)).toEqual(['cancelled', 'cancelled'])
    expect(bench.exchange.base).toBe(quantity('1'))
    expect(bench.exchange.oversold).toEqual([])
  })

  it('waits for both legs of each pair: until both are gone, they bind what they sell', () => {
    const bench = protectionBench({ base: '0.05', pairs: {} })
    const some = { quantity: quantity('0.01') }
    bench.candle(0, '30000')
    bench.place({ ...BRACKET, ...some })
    bench.exchange.fill(ENTRY)
    bench.place({ ...PAIR, ...some, intentId: 'pair' })
    bench.place({
      ...{ intentId: 'sale', side: 'sell', type: 'market', limitPrice: null },
      quantity: quantity('0.04'),
    })
    bench.engine.enqueue({ kind: 'flatten' })
    carryOut(bench)
    expect(bench.exchange.oversold).toEqual([])
    expect(bench.exchange.base).toBe(0)
  })

  it('sells once, however often it is asked for', () => {
    const bench = holdingBot()
    for (const _ of [1, 2, 3]) bench.engine.enqueue({ kind: 'flatten' })
    carryOut(bench)
    bench.engine.enqueue({ kind: 'flatten' })
    carryOut(bench)
    expect(bench.exchange.base).toBe(0)
    expect(bench.sent().filter((line) => line.includes('market'))).toHaveLength(2)
  })

  it('sells what was bought by hand, with its stop, its target and what rests in the book', () => {
    const bench = protectionBench({ base: '1' })
    bench.candle(0, '30000')
    bench.place(BRACKET)
    bench.exchange.fill(ENTRY)
    bench.exchange.accept(STOP)
    const more = { intentId: 'more', quantity: quantity('0.02') } as const
    bench.place(more)
    bench.exchange.fill('cb-more')
    bench.place({ ...more, intentId: 'sale', side: 'sell', limitPrice: price('33000') })
    bench.exchange.accept('cb-sale')
    bench.engine.enqueue({ kind: 'flatten' })
    carryOut(bench)
    expect(bench.states(STOP, TARGET)).toEqual(['cancelled', 'cancelled'])
    expect(bench.exchange.live()).toEqual([])
    expect(bench.exchange.oversold).toEqual([])
    expect(bench.exchange.base).toBe(quantity('1'))
  })

  it('leaves what nobody bought here, and dust', () => {
    const bench = protectionBench({ base: '1', plan: { 0: 'enter' } })
    bench.candle(0, '30000')
    const [entry = ''] = bench.exchange.liveIds
    bench.exchange.fill(entry, quantity('0.0001'))
    bench.exchange.carryOutCancel(entry)
    bench.engine.enqueue({ kind: 'flatten' })
    expect(bench.exchange.live()).toEqual([])
  })

  it('survives a restart while the stop makes way', async () => {
    const bench = holdingBot()
    const [stop = ''] = bench.exchange.liveIds
    bench.engine.enqueue({ kind: 'halt', reason: 'by you' })
    bench.engine.enqueue({ kind: 'flatten' })
    bench.exchange.close()
    bench.exchange.carryOutCancel(stop)
    const next = await bench.restarted()
    carryOut(next)
    expect(next.exchange.base).toBe(0)
    expect(next.exchange.oversold).toEqual([])
  })
})
