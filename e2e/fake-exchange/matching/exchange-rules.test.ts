import { describe, expect, it } from 'vitest'
import type { MatchingEngine } from './matching-engine.ts'
import { held, moveTo, OWNER, placed, request, sampleExchange } from './sample-exchange.fixture.ts'

const STOP = { side: 'sell', type: 'stop-loss', quantity: '0.5', triggerPrice: '29000' } as const
const statusOf = (engine: MatchingEngine, id: number) => engine.state.orders.find(id)?.status

describe('an order for which nothing is locked while it waits', () => {
  it('locks what it spends when it triggers, and fills', () => {
    const engine = sampleExchange()
    const { id } = placed(engine, { ...STOP, reservesWhenTriggered: true })
    expect(held(engine, 'BTC')).toBe('1 0')
    moveTo(engine, '29000')
    expect(statusOf(engine, id)).toBe('filled')
    expect(held(engine, 'BTC')).toBe('0.5 0')
  })

  it('ends when it triggers and what it spends is not there', () => {
    const engine = sampleExchange()
    const { id } = placed(engine, { ...STOP, reservesWhenTriggered: true })
    engine.withdraw(OWNER, 'BTC', '0.6')
    moveTo(engine, '29000')
    expect(statusOf(engine, id)).toBe('expired')
    expect(held(engine, 'BTC')).toBe('0.4 0')
  })

  it('locks nothing when it is amended either', () => {
    const engine = sampleExchange()
    const { id } = placed(engine, { ...STOP, reservesWhenTriggered: true })
    expect(engine.amend(id, { quantity: 2n * 10n ** 18n })).toMatchObject({ ok: true })
    expect(held(engine, 'BTC')).toBe('1 0')
  })
})

describe('an order that triggers', () => {
  const limit = { ...STOP, type: 'stop-loss-limit', price: '29500' } as const

  it('stays the same', () => {
    const engine = sampleExchange()
    const { id } = placed(engine, limit)
    moveTo(engine, '29000')
    expect(engine.state.orders.find(id)).toMatchObject({ status: 'new', triggeredAt: 1_000 })
  })

  it('becomes another one where the exchange has it so, with what was locked for the first', () => {
    const engine = sampleExchange({ successorClientId: (id) => `after-${id}` })
    const { id } = placed(engine, limit)
    moveTo(engine, '29000')
    const first = engine.state.orders.find(id)
    expect(first).toMatchObject({ status: 'expired', reserved: 0n })
    const successorId = first?.successorId ?? 0
    const clientOrderId = `after-${successorId}`
    expect(engine.state.orders.find(successorId)).toMatchObject({ status: 'new', clientOrderId })
    expect(held(engine, 'BTC')).toBe('0.5 0.5')
    moveTo(engine, '29500')
    expect(statusOf(engine, successorId)).toBe('filled')
  })
})

describe('a limit-maker order that would take', () => {
  const taking = { type: 'limit-maker', price: '31000', quantity: '0.1' } as const

  it('is no order', () => {
    expect(sampleExchange().place(request(taking))).toMatchObject({
      ...{ ok: false, error: { kind: 'would-take' } },
    })
  })

  it('is an order that ends at once where the exchange has it so', () => {
    const engine = sampleExchange({ postOnlyRule: 'accept-and-end' })
    expect(placed(engine, taking)).toMatchObject({ status: 'expired', filled: 0n })
    expect(held(engine, 'USDT')).toBe('10000 0')
  })
})

describe('an id of a finished order', () => {
  it('is taken for ever where the exchange has it so', () => {
    const engine = sampleExchange({ clientIdRule: 'unique-forever' })
    placed(engine, { type: 'market', quantity: '0.1', clientOrderId: 'once' })
    const again = request({ type: 'market', quantity: '0.1', clientOrderId: 'once' })
    expect(engine.place(again)).toMatchObject({ error: { kind: 'duplicate-client-order-id' } })
  })
})
