import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { add, type Quantity, smaller, ZERO_MONEY, ZERO_QUANTITY } from './amount.ts'
import {
  isFinished,
  nextOrder,
  type Order,
  type OrderEvent,
  type OrderState,
  remainingQuantity,
  submittingOrder,
} from './order.ts'
import { money, quantity, sampleFill, sampleIntent } from './sample-market.fixture.ts'

const clientOrderId = 'cb-bot1-1704067200-e'
const WHOLE = quantity('0.1')

/** Every step that an order may take; what is not here must never happen. */
const ALLOWED: Readonly<Record<OrderState, readonly OrderState[]>> = {
  submitting: [
    ...(['unresolved', 'open', 'partially-filled', 'filled'] as const),
    ...(['cancelled', 'rejected', 'absent'] as const),
  ],
  unresolved: ['open', 'partially-filled', 'filled', 'cancelled', 'rejected', 'absent'],
  open: ['partially-filled', 'filled', 'cancelled', 'rejected'],
  'partially-filled': ['filled', 'cancelled'],
  cancelled: ['filled'],
  rejected: ['partially-filled', 'filled'],
  absent: ['open', 'partially-filled', 'filled', 'cancelled'],
  filled: [],
}

const accepted: OrderEvent = { kind: 'accepted', clientOrderId, exchangeOrderId: 'x1', time: 1 }
const rejected: OrderEvent = { kind: 'rejected', clientOrderId, reason: 'too small', time: 2 }
const unknown: OrderEvent = { kind: 'unknown', clientOrderId, reason: 'time-out', time: 3 }
const cancelled: OrderEvent = { kind: 'cancelled', clientOrderId, reason: 'by you', time: 4 }
const absent: OrderEvent = { kind: 'absent', clientOrderId, time: 5 }

function fillOf(amount: Quantity): OrderEvent {
  const fill = sampleFill({ exchangeOrderId: 'x1', quantity: amount, cost: money('30') })
  return { kind: 'fill', clientOrderId, fill, time: 6 }
}

function orderAfter(...events: readonly OrderEvent[]): Order {
  const start = submittingOrder(sampleIntent({ quantity: WHOLE }), clientOrderId, 0)
  return events.reduce(nextOrder, start)
}

const anyEvent = fc.oneof(
  fc.constantFrom(accepted, rejected, unknown, cancelled, absent),
  fc.constantFrom('0.02', '0.05', '0.1').map((text) => fillOf(quantity(text))),
)

describe('an order to which anything happens in any order, repeatedly', () => {
  it('only ever takes steps that are allowed', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 12 }), (events) => {
        let order = orderAfter()
        for (const event of events) {
          const next = nextOrder(order, event)
          if (next.state !== order.state) expect(ALLOWED[order.state]).toContain(next.state)
          order = next
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it('never loses a fill', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 12 }), (events) => {
        const order = orderAfter(...events)
        let quantityFilled = ZERO_QUANTITY
        let cost = ZERO_MONEY
        for (const event of events) {
          if (event.kind !== 'fill') continue
          quantityFilled = add(quantityFilled, event.fill.quantity)
          cost = add(cost, event.fill.cost)
        }
        expect(order.filledQuantity).toBe(quantityFilled)
        expect(order.filledCost).toBe(cost)
        const isComplete = quantityFilled >= WHOLE
        expect(order.state === 'filled').toBe(isComplete)
        if (quantityFilled > 0) expect(['rejected', 'absent', 'open']).not.toContain(order.state)
        if (quantityFilled > 0) expect(order.exchangeOrderId).toBe('x1')
      }),
      { numRuns: 2_000 },
    )
  })

  it('is the very same object when an event that is no fill comes twice', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 8 }), anyEvent, (events, last) => {
        fc.pre(last.kind !== 'fill')
        const once = orderAfter(...events, last)
        expect(nextOrder(once, last)).toBe(once)
      }),
    )
  })
})

describe('an order', () => {
  it('is open once it is accepted', () => {
    expect(orderAfter(accepted)).toMatchObject({
      state: 'open',
      exchangeOrderId: 'x1',
      updatedAt: 1,
    })
    expect(remainingQuantity(orderAfter(accepted))).toBe(WHOLE)
  })

  it('keeps why it was rejected, cancelled or in doubt', () => {
    expect(orderAfter(rejected)).toMatchObject({ state: 'rejected', note: 'too small' })
    expect(orderAfter(accepted, cancelled)).toMatchObject({ state: 'cancelled', note: 'by you' })
    expect(orderAfter(unknown)).toMatchObject({ state: 'unresolved', note: 'time-out' })
    expect(orderAfter(unknown, accepted)).toMatchObject({ state: 'open', note: null })
  })

  it('is in doubt only until the exchange has spoken of it', () => {
    expect(orderAfter(accepted, unknown).state).toBe('open')
    expect(orderAfter(rejected, unknown).state).toBe('rejected')
  })

  it('is absent when it was in doubt', () => {
    expect(orderAfter(unknown, absent).state).toBe('absent')
    expect(orderAfter(absent).state).toBe('absent')
  })

  it('is not absent when it was accepted or traded in the meantime', () => {
    expect(orderAfter(unknown, accepted, absent).state).toBe('open')
    expect(orderAfter(unknown, fillOf(quantity('0.02')), absent).state).toBe('partially-filled')
  })

  it('lives again when the exchange speaks of it after it was taken to be absent', () => {
    expect(orderAfter(unknown, absent, accepted)).toMatchObject({
      state: 'open',
      exchangeOrderId: 'x1',
    })
    expect(orderAfter(unknown, absent, cancelled).state).toBe('cancelled')
    expect(orderAfter(unknown, absent, rejected).state).toBe('absent')
  })

  it('that traded is cancelled, not rejected, when its rest is not taken', () => {
    const order = orderAfter(accepted, fillOf(quantity('0.02')), rejected)
    expect(order).toMatchObject({ state: 'cancelled', note: 'too small' })
    expect(remainingQuantity(order)).toBe(quantity('0.08'))
  })

  it('books a late fill when it is finished, and stays finished if it was cancelled', () => {
    const part = fillOf(quantity('0.02'))
    expect(orderAfter(accepted, cancelled, part)).toMatchObject({
      state: 'cancelled',
      note: 'by you',
    })
    expect(orderAfter(accepted, cancelled, fillOf(WHOLE))).toMatchObject({
      state: 'filled',
      note: null,
    })
    expect(orderAfter(unknown, absent, part).state).toBe('partially-filled')
    expect(orderAfter(rejected, fillOf(WHOLE)).state).toBe('filled')
  })

  it('is not touched by news that come after it was filled', () => {
    const filled = orderAfter(accepted, fillOf(WHOLE))
    for (const event of [accepted, rejected, unknown, cancelled, absent]) {
      expect(nextOrder(filled, event)).toBe(filled)
    }
  })

  it('is finished when no more news is expected', () => {
    const unfinished = [
      orderAfter(),
      orderAfter(unknown),
      orderAfter(accepted),
      orderAfter(fillOf(quantity('0.02'))),
    ]
    expect(unfinished.map(isFinished)).toEqual([false, false, false, false])
    const finished = [
      orderAfter(rejected),
      orderAfter(absent),
      orderAfter(cancelled),
      orderAfter(fillOf(WHOLE)),
    ]
    expect(finished.map(isFinished)).toEqual([true, true, true, true])
    expect(smaller(remainingQuantity(orderAfter(fillOf(WHOLE))), WHOLE)).toBe(0)
  })
})
