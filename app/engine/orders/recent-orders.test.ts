import { describe, expect, it } from 'vitest'
import { MANUAL_BOT } from '../../contract/manual-bot.ts'
import { newOrder, type Order, type OrderIntent } from '../../domain/order.ts'
import { price, quantity, SAMPLE_START, sampleIntent } from '../../domain/sample-market.fixture.ts'
import { RecentOrders } from './recent-orders.ts'

const MINUTE_MS = 60_000
/** The same wish, made once more. */
const AGAIN = { intentId: 'bot1-9-e' } as const

function order(changes: Partial<OrderIntent>, news: Partial<Order> = {}): Order {
  const intent = sampleIntent(changes)
  const clientOrderId = `cb-${intent.intentId}`
  return { ...newOrder({ intent, clientOrderId, payload: '', time: SAMPLE_START }), ...news }
}

describe('the orders of the last minute', () => {
  it('are counted by bot and all together, until they are older', () => {
    const recent = new RecentOrders()
    recent.sent(order({ botId: 'a' }), 1_000)
    recent.sent(order({ botId: 'a' }), 2_000)
    recent.sent(order({ botId: 'b' }), 2_000)
    expect([recent.countSince('a', 0), recent.countSince('b', 0)]).toEqual([2, 1])
    expect(recent.countAllSince(1_000)).toBe(3)
    expect(recent.countAllSince(1_001)).toBe(2)
    expect(recent.countSince('a', 2_001)).toBe(0)
    expect(recent.countSince('c', 0)).toBe(0)
  })

  it('survive a restart, but for those that were never sent', () => {
    const recent = new RecentOrders([
      order({}),
      order({ intentId: 'bot1-2-e' }, { payload: null, state: 'waiting' }),
    ])
    expect(recent.countAllSince(SAMPLE_START - MINUTE_MS)).toBe(1)
  })

  it('do not pile up', () => {
    const recent = new RecentOrders()
    for (let time = 0; time < 10 * MINUTE_MS; time += 1_000) recent.sent(order({}), time)
    expect(recent.countAllSince(0)).toBe(61)
  })
})

describe('when a stop was hit last', () => {
  const filled = { filledQuantity: quantity('0.1'), updatedAt: SAMPLE_START + 7 } as const
  const stop = { side: 'sell', purpose: 'exit' } as const

  it.each([
    ['at the exchange', { ...stop, type: 'stop' }],
    ['by the bot itself', { ...stop, intentId: 'bot1-1704067200-s' }],
    ['as a part of a bracket', { ...stop, link: { groupId: 'cb-x', role: 'stop' } }],
  ] as const)('is known: %s', (_, intent) => {
    const hit = order(intent, filled)
    expect(new RecentOrders([hit]).lastStopAt(sampleIntent())).toBe(SAMPLE_START + 7)
    const recent = new RecentOrders()
    recent.changed(hit)
    expect(recent.lastStopAt(sampleIntent())).toBe(SAMPLE_START + 7)
    expect(recent.lastStopAt(sampleIntent({ botId: 'bot2' }))).toBeUndefined()
    expect(recent.lastStopAt(sampleIntent({ symbol: 'ETH/USDT' }))).toBeUndefined()
  })

  it('is the last time, whichever of the orders is the older one', () => {
    const later = order({ ...stop, type: 'stop', intentId: 'one' }, filled)
    const earlier = order({ ...stop, type: 'stop' }, { ...filled, updatedAt: SAMPLE_START + 5 })
    expect(new RecentOrders([later, earlier]).lastStopAt(sampleIntent())).toBe(SAMPLE_START + 7)
  })

  it.each([
    ['that has not traded', order({ ...stop, type: 'stop' })],
    ['that is no stop', order({ ...stop, intentId: 'bot1-1704067200-x' }, filled)],
    ['of which a purchase is named like one', order({ intentId: 'bot1-1-s' }, filled)],
    ['that somebody named so', order({ ...stop, intentId: 'my-own-s' }, filled)],
  ])('does not follow from an order %s', (_, other) => {
    expect(new RecentOrders([other]).lastStopAt(sampleIntent())).toBeUndefined()
  })
})

describe('the same wish', () => {
  it('of a bot is one to trade the same way on the same market, in whatever size', () => {
    const recent = new RecentOrders([order({})])
    const again = { intentId: 'bot1-9-e', quantity: quantity('0.7') }
    expect(recent.lastTwinAt(sampleIntent(again))).toBe(SAMPLE_START)
    expect(recent.lastTwinAt(sampleIntent({ ...again, type: 'limit' }))).toBeUndefined()
    expect(recent.lastTwinAt(sampleIntent({ ...again, botId: 'bot2' }))).toBeUndefined()
  })

  it('of a person is one for the same quantity at the same price', () => {
    const wish = { botId: MANUAL_BOT, type: 'limit', limitPrice: price('30000') } as const
    const recent = new RecentOrders([order(wish)])
    expect(recent.lastTwinAt(sampleIntent({ ...wish, ...AGAIN }))).toBe(SAMPLE_START)
    const larger = { ...wish, quantity: quantity('0.7') }
    expect(recent.lastTwinAt(sampleIntent(larger))).toBeUndefined()
    expect(recent.lastTwinAt(sampleIntent({ ...wish, limitPrice: price('1') }))).toBeUndefined()
  })

  it.each(['rejected', 'absent', 'cancelled'] as const)('is none once it was %s', (state) => {
    const recent = new RecentOrders([order({})])
    recent.changed(order({}, { state }))
    expect(recent.lastTwinAt(sampleIntent(AGAIN))).toBeUndefined()
    recent.changed(order({}, { state, filledQuantity: quantity('0.01') }))
    expect(recent.lastTwinAt(sampleIntent(AGAIN))).toBe(SAMPLE_START)
  })

  it('is not the order itself, when it has waited and is reviewed again', () => {
    const recent = new RecentOrders([order({})])
    expect(recent.lastTwinAt(sampleIntent())).toBeUndefined()
    expect(recent.lastTwinAt(sampleIntent(AGAIN))).toBe(SAMPLE_START)
  })

  it('is the newest: late news of an older one change nothing', () => {
    const recent = new RecentOrders([order({})])
    recent.changed(order({ intentId: 'bot1-2-e' }, { createdAt: SAMPLE_START + 5 }))
    recent.changed(order({}, { state: 'rejected' }))
    expect(recent.lastTwinAt(sampleIntent())).toBe(SAMPLE_START + 5)
  })

  it('is not what takes the place of an order', () => {
    const recent = new RecentOrders([order({})])
    const link = { groupId: 'cb-x', role: 'replacement' } as const
    expect(recent.lastTwinAt(sampleIntent({ link }))).toBeUndefined()
  })
})
