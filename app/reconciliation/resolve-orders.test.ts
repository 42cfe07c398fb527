import { describe, expect, it } from 'vitest'
import { type Order, type OrderEvent, submittingOrder } from '../domain/order.ts'
import { SAMPLE_START, sampleFill, sampleIntent } from '../domain/sample-market.fixture.ts'
import { ScriptedExchange } from '../exchanges/scripted-exchange.fixture.ts'
import type { Clock } from '../ports/clock.ts'
import type { OrderLookup } from '../ports/exchange-client.ts'
import { resolveOrders } from './resolve-orders.ts'

const LAG_MS = 3_000
const ABSENT: OrderLookup = { kind: 'absent' }
const FAILED: OrderLookup = { kind: 'failed', reason: 'the exchange did not answer' }

function orderOf(clientOrderId: string): Order {
  return submittingOrder(sampleIntent(), clientOrderId, SAMPLE_START)
}

function foundOf(clientOrderId: string): OrderLookup & { readonly events: readonly OrderEvent[] } {
  const news = { clientOrderId, time: SAMPLE_START }
  return {
    kind: 'found',
    events: [
      { kind: 'accepted', exchangeOrderId: 'x1', ...news },
      { kind: 'fill', fill: sampleFill(), ...news },
    ],
  }
}

/** A clock on which whoever waits is called at once, at the time it asked for. */
class JumpingClock implements Clock {
  waitedMs = 0

  now(): number {
    return SAMPLE_START + this.waitedMs
  }

  schedule(delayMs: number, callback: () => void): () => void {
    this.waitedMs += delayMs
    callback()
    return () => undefined
  }
}

async function resolve(answers: readonly OrderLookup[], ids = ['cb-1'], lagMs = LAG_MS) {
  const exchange = new ScriptedExchange(answers, lagMs)
  const clock = new JumpingClock()
  const resolution = await resolveOrders(ids.map(orderOf), exchange, clock)
  return { ...resolution, waitedMs: clock.waitedMs, lookedUp: exchange.lookedUp }
}

describe('an order whose outcome is unknown', () => {
  it('is settled by what the exchange tells of it', async () => {
    const found = foundOf('cb-1')
    const { events, open, lookedUp } = await resolve([found])
    expect(events).toEqual(found.events)
    expect(open).toEqual([])
    expect(lookedUp).toEqual(['cb-1'])
  })

  it('is absent when it is not seen twice, with the lag of the exchange between', async () => {
    const { events, open, waitedMs, lookedUp } = await resolve([ABSENT, ABSENT])
    const time = SAMPLE_START + LAG_MS
    expect(events).toEqual([{ kind: 'absent', clientOrderId: 'cb-1', time }])
    expect(open).toEqual([])
    expect(waitedMs).toBe(LAG_MS)
    expect(lookedUp).toEqual(['cb-1', 'cb-1'])
  })

  it('is not absent when it shows up after the lag', async () => {
    const found = foundOf('cb-1')
    expect((await resolve([ABSENT, found])).events).toEqual(found.events)
  })

  it.each([
    ['at once', [FAILED]],
    ['at the second look', [ABSENT, FAILED]],
  ])('stays open when the exchange does not answer %s', async (_, answers) => {
    const { events, open } = await resolve(answers)
    expect(events).toEqual([])
    expect(open).toEqual([{ order: orderOf('cb-1'), reason: 'the exchange did not answer' }])
  })

  it('is looked for twice even where orders are visible at once', async () => {
    const { events, waitedMs, lookedUp } = await resolve([ABSENT, ABSENT], ['cb-1'], 0)
    expect(events).toHaveLength(1)
    expect(waitedMs).toBe(0)
    expect(lookedUp).toHaveLength(2)
  })

  it('does not keep others from being settled', async () => {
    const found = foundOf('cb-2')
    const { events, open } = await resolve([FAILED, found], ['cb-1', 'cb-2'])
    expect(events).toEqual(found.events)
    expect(open.map(({ order }) => order.clientOrderId)).toEqual(['cb-1'])
  })

  it('is not asked about where there is none', async () => {
    expect((await resolve([], [])).lookedUp).toEqual([])
  })
})
