import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ZERO_QUANTITY } from '../domain/amount.ts'
import type { Fill } from '../domain/fill.ts'
import type { OrderEvent } from '../domain/order.ts'
import {
  money,
  quantity,
  SAMPLE_MARKET,
  sampleFill,
  sampleOrder,
} from '../domain/sample-market.fixture.ts'
import type { LedgerStore } from '../ports/ledger-store.ts'
import { StoreError } from '../ports/store-error.ts'
import { MemoryLedgerStore } from '../storage/memory-ledger-store.ts'
import { fillOf, OrderTracker } from './order-tracker.ts'
import { openSampleLedger } from './sample-ledger.fixture.ts'

const clientOrderId = 'cb-bot1-1704067200-e'
const reportedQuantity = ZERO_QUANTITY
const accepted: OrderEvent = {
  kind: 'accepted',
  clientOrderId,
  exchangeOrderId: 'x1',
  reportedQuantity,
  time: 1,
}
const unknown: OrderEvent = { kind: 'unknown', clientOrderId, reason: 'time-out', time: 2 }
const absent: OrderEvent = { kind: 'absent', clientOrderId, time: 3 }
const cancelled: OrderEvent = {
  kind: 'cancelled',
  clientOrderId,
  exchangeOrderId: null,
  reportedQuantity,
  reason: 'by you',
  time: 4,
}
const rejected: OrderEvent = { kind: 'rejected', clientOrderId, reason: 'no', time: 5 }

function fillEvent(fillId: string, changes: Partial<Fill> = {}): OrderEvent {
  return { kind: 'fill', clientOrderId, fill: sampleFill({ fillId, ...changes }), time: 6 }
}

function trackerOn(store: LedgerStore): OrderTracker {
  const order = sampleOrder()
  store.insertOrders([order])
  const tracker = new OrderTracker(store)
  tracker.track(order)
  return tracker
}

describe('the order tracker', () => {
  it('stores what it returns', () => {
    const { ledger, reopened } = openSampleLedger()
    const tracker = trackerOn(ledger)
    for (const event of [unknown, accepted, fillEvent('f1', { quantity: quantity('0.04') })]) {
      const applied = tracker.apply(event)
      expect(applied).toBeDefined()
      expect(reopened().loadOrder(clientOrderId)).toEqual(applied)
    }
    const order = ledger.loadOrder(clientOrderId)
    expect(order).toMatchObject({ state: 'partially-filled', filledQuantity: quantity('0.04') })
    expect([...tracker.openOrders()]).toEqual([order])
    expect(reopened().loadFills()).toHaveLength(1)
  })

  it('books a fill once, however often it is told of it', () => {
    const { ledger } = openSampleLedger()
    const tracker = trackerOn(ledger)
    const part = fillEvent('f1', { quantity: quantity('0.04') })
    expect(tracker.apply(part)).toBeDefined()
    expect(tracker.apply(part)).toBeUndefined()
    expect(tracker.apply(fillEvent('f2', { quantity: quantity('0.06') }))?.state).toBe('filled')
    expect(tracker.apply(part)).toBeUndefined()
    expect(ledger.loadFills().map(({ fillId }) => fillId)).toEqual(['f1', 'f2'])
  })

  it.each([
    ['cancelled', [accepted, cancelled], 'cancelled', 0],
    ['absent', [unknown, absent], 'partially-filled', 1],
    ['rejected', [rejected], 'partially-filled', 1],
  ] as const)('books a late fill on an order that was %s', (_, events, state, openCount) => {
    const { ledger } = openSampleLedger()
    const tracker = trackerOn(ledger)
    for (const event of events) tracker.apply(event)
    expect(tracker.openCount).toBe(0)
    const late = tracker.apply(fillEvent('f1', { quantity: quantity('0.04') }))
    expect(late).toMatchObject({
      state,
      filledQuantity: quantity('0.04'),
      filledCost: money('3000'),
    })
    expect(tracker.openCount).toBe(openCount)
    expect(ledger.loadFills()).toHaveLength(1)
  })

  it('ignores what is told of an order that is not ours', () => {
    const store = new MemoryLedgerStore()
    const tracker = trackerOn(store)
    const stranger = { ...accepted, clientOrderId: 'web-17' }
    expect(tracker.apply(stranger)).toBeUndefined()
    expect(tracker.apply({ ...fillEvent('f1'), clientOrderId: 'web-17' })).toBeUndefined()
    expect(store.loadFills()).toEqual([])
    expect(tracker.openCount).toBe(1)
  })

  it('stores nothing when an event tells nothing new', () => {
    const store = new MemoryLedgerStore()
    const tracker = trackerOn(store)
    tracker.apply(accepted)
    const stored = store.loadOrder(clientOrderId)
    expect(tracker.apply(unknown)).toBeUndefined()
    expect(store.loadOrder(clientOrderId)).toBe(stored)
  })

  it('knows an order by the store, though it has not been told to track it', () => {
    const store = new MemoryLedgerStore()
    store.insertOrders([sampleOrder()])
    const tracker = new OrderTracker(store)
    expect(tracker.apply(accepted)?.state).toBe('open')
    expect(tracker.openCount).toBe(1)
  })

  it('keeps an order that is finished until the fills are there that the exchange counted', () => {
    const tracker = trackerOn(openSampleLedger().ledger)
    tracker.apply(accepted)
    tracker.apply({ ...cancelled, reportedQuantity: quantity('0.04') })
    expect([...tracker.openOrders()]).toMatchObject([{ state: 'cancelled' }])
    tracker.apply(fillEvent('f1', { quantity: quantity('0.04') }))
    expect(tracker.openCount).toBe(0)
  })

  it('takes an order up again when fills of it turn out to be missing', () => {
    const tracker = trackerOn(openSampleLedger().ledger)
    tracker.apply(rejected)
    expect(tracker.openCount).toBe(0)
    tracker.apply({ ...accepted, reportedQuantity: quantity('0.04') })
    expect([...tracker.openOrders()]).toMatchObject([{ state: 'rejected', exchangeOrderId: 'x1' }])
  })

  it('leaves an order as it was when the store fails, so that the event can be applied again', () => {
    const store = new FailingOnce()
    const tracker = trackerOn(store)
    expect(() => tracker.apply(fillEvent('f1'))).toThrow(StoreError)
    expect([...tracker.openOrders()].map(({ state }) => state)).toEqual(['submitting'])
    expect(tracker.apply(fillEvent('f1'))?.state).toBe('filled')
    expect(tracker.openCount).toBe(0)
  })

  it('ends with the sum of the different fills, in whatever order news come and repeat', () => {
    const parts = ['f1', 'f2', 'f3'].map((id) => fillEvent(id, { quantity: quantity('0.03') }))
    const anyNews = fc.constantFrom(accepted, unknown, cancelled, rejected, absent, ...parts)
    fc.assert(
      fc.property(fc.array(anyNews, { maxLength: 14 }), (news) => {
        const store = new MemoryLedgerStore()
        const tracker = trackerOn(store)
        for (const event of news) tracker.apply(event)
        const ids = new Set(
          news.flatMap((event) => (event.kind === 'fill' ? event.fill.fillId : [])),
        )
        const order = store.loadOrder(clientOrderId)
        expect(order?.filledQuantity).toBe(quantity(`${ids.size * 3}e-2`))
        expect(new Set(store.loadFills().map(({ fillId }) => fillId))).toEqual(ids)
        expect(store.loadFills()).toHaveLength(ids.size)
        expect([...tracker.openOrders()]).toEqual(store.loadOpenOrders())
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('the order of an execution', () => {
  const byBoth = sampleFill({ exchangeOrderId: 'x1', clientOrderId })
  const byExchange = { ...byBoth, clientOrderId: null }

  it('is found by the id that we gave it', () => {
    const tracker = trackerOn(openSampleLedger().ledger)
    expect(tracker.orderOf(byBoth)?.clientOrderId).toBe(clientOrderId)
  })

  it("is found by the exchange's id once that is known, in its own market only", () => {
    const tracker = trackerOn(openSampleLedger().ledger)
    expect(tracker.orderOf(byExchange)).toBeUndefined()
    tracker.apply(accepted)
    expect(tracker.orderOf(byExchange)?.clientOrderId).toBe(clientOrderId)
    expect(tracker.orderOf({ ...byExchange, symbol: 'ETH/USDT' })).toBeUndefined()
  })

  it('is none of ours under the id of somebody else', () => {
    const tracker = trackerOn(openSampleLedger().ledger)
    expect(tracker.orderOf({ ...byBoth, clientOrderId: 'web-17' })).toBeUndefined()
  })

  it('gives a fill its bot and what its fee was worth', () => {
    const order = sampleOrder()
    const fill = fillOf(byExchange, order, money('7'))
    expect(fill).toEqual({ ...byBoth, botId: 'bot1', feeInQuote: money('7') })
    expect(fill.symbol).toBe(SAMPLE_MARKET.symbol)
  })
})

class FailingOnce extends MemoryLedgerStore {
  #failed = false

  override bookFill(...booking: Parameters<MemoryLedgerStore['bookFill']>): boolean {
    if (this.#failed) return super.bookFill(...booking)
    this.#failed = true
    throw new StoreError('full', 'The disk is full.', 'Make room.')
  }
}
