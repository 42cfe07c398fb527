import { describe, expect, it } from 'vitest'
import { nextOrder, type OrderEvent } from '../domain/order.ts'
import { quantity, sampleOrder } from '../domain/sample-market.fixture.ts'
import type { OrderLookup } from '../ports/exchange-client.ts'
import { byClientOrderId, eventOf, findingOn } from './compare-orders.ts'
import { sampleReport } from './sample-record.fixture.ts'

const order = sampleOrder()
const { clientOrderId } = order
const ABSENT: OrderLookup = { kind: 'absent' }
const rejected: OrderEvent = { kind: 'rejected', clientOrderId, reason: 'no', time: 1 }

describe('a report about an order of ours', () => {
  it('that is open or filled is news of how much has traded, and of no fill', () => {
    for (const state of ['open', 'filled'] as const) {
      const report = sampleReport({ state, filledQuantity: quantity('0.04') })
      expect(eventOf(report, clientOrderId, 7)).toEqual({
        kind: 'accepted',
        clientOrderId,
        exchangeOrderId: 'x1',
        reportedQuantity: quantity('0.04'),
        time: 7,
      })
    }
  })

  it('that is cancelled, or rejected after a part has traded, is a cancellation of the rest', () => {
    const cancelled = sampleReport({ state: 'cancelled', filledQuantity: quantity('0.04') })
    const cut = { ...cancelled, state: 'rejected' } as const
    for (const report of [cancelled, cut]) {
      expect(eventOf(report, clientOrderId, 7)).toMatchObject({
        kind: 'cancelled',
        exchangeOrderId: 'x1',
        reportedQuantity: quantity('0.04'),
      })
    }
  })

  it('that is rejected, and has not traded, is a rejection', () => {
    expect(eventOf(sampleReport({ state: 'rejected' }), clientOrderId, 7).kind).toBe('rejected')
  })
})

describe('what a round of questions says about an order', () => {
  const listed = byClientOrderId([sampleReport({ filledQuantity: quantity('0.01') })], [])
  const none = byClientOrderId([], [])

  it('is what the list of open orders says of it', () => {
    const finding = findingOn(order, listed, new Map(), 7)
    expect(finding).toMatchObject({
      kind: 'told',
      event: { kind: 'accepted', reportedQuantity: quantity('0.01') },
    })
  })

  it('is what was found when it was looked up', () => {
    const report = sampleReport({ state: 'cancelled' })
    const lookups = new Map([[clientOrderId, { kind: 'found', report } as const]])
    expect(findingOn(order, none, lookups, 7)).toMatchObject({
      kind: 'told',
      event: { kind: 'cancelled' },
    })
  })

  it('is that it is absent only when the exchange says so', () => {
    const failed: OrderLookup = { kind: 'failed', reason: 'time-out' }
    expect(findingOn(order, none, new Map([[clientOrderId, ABSENT]]), 7)).toEqual({
      kind: 'absent',
    })
    expect(findingOn(order, none, new Map([[clientOrderId, failed]]), 7)).toEqual({
      kind: 'silent',
    })
    expect(findingOn(order, none, new Map(), 7)).toEqual({ kind: 'silent' })
  })

  it('is never that it is absent when it is in the list of open orders', () => {
    const finding = findingOn(order, listed, new Map([[clientOrderId, ABSENT]]), 7)
    expect(finding.kind).toBe('told')
  })

  it('is nothing about one that is finished and not known any more', () => {
    const finished = nextOrder(order, rejected)
    const finding = findingOn(finished, none, new Map([[clientOrderId, ABSENT]]), 7)
    expect(finding).toEqual({ kind: 'silent' })
  })
})
