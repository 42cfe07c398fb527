import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { add, larger, type Quantity, smaller, ZERO_MONEY, ZERO_QUANTITY } from './amount.ts'
import {
  awaitsFills,
  isFinished,
  isSettled,
  nextOrder,
  type Order,
  type OrderEvent,
  type OrderState,
  remainingQuantity,
  wasReached,
} from './order.ts'
import { money, quantity, sampleFill, sampleIntent, sampleOrder } from './sample-market.fixture.ts'

const clientOrderId = 'cb-bot1-1704067200-e'
const WHOLE = quantity('0.1')

/** Every step that an order may take; what is not here must never happen. */
const ALLOWED: Readonly<Record<OrderState, readonly OrderState[]>> = {
  waiting: [
    ...(['submitting', 'cancelled', 'rejected'] as const),
    // Nobody sent it: the exchange is believed nevertheless.
    ...(['open', 'partially-filled', 'filled'] as const),
  ],
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

const accepted = acceptedWith(ZERO_QUANTITY)
const rejected: OrderEvent = { kind: 'rejected', clientOrderId, reason: 'too small', time: 2 }
const unknown: OrderEvent = { kind: 'unknown', clientOrderId, reason: 'time-out', time: 3 }
const cancelled = cancelledWith(ZERO_QUANTITY)
const spent: OrderEvent = { kind: 'spent', clientOrderId, time: 5 }
const absent: OrderEvent = { kind: 'absent', clientOrderId, time: 5 }
const triggered: OrderEvent = {
  kind: 'triggered',
  clientOrderId,
  payload: 'the wording',
  type: 'market',
  quantity: quantity('0.05'),
  time: 7,
}
const reached: OrderEvent = { kind: 'reached', clientOrderId, payload: 'the wording', time: 6 }
const cancelRequested: OrderEvent = { kind: 'cancel-requested', clientOrderId, time: 8 }

function acceptedWith(reportedQuantity: Quantity): OrderEvent {
  return { kind: 'accepted', clientOrderId, exchangeOrderId: 'x1', reportedQuantity, time: 1 }
}

function cancelledWith(reportedQuantity: Quantity, exchangeOrderId: string | null = null) {
  const ids = { clientOrderId, exchangeOrderId }
  const event: OrderEvent = {
    kind: 'cancelled',
    ...ids,
    reason: 'by you',
    reportedQuantity,
    time: 4,
  }
  return event
}

function fillOf(amount: Quantity): OrderEvent {
  const fill = sampleFill({ exchangeOrderId: 'x1', quantity: amount, cost: money('30') })
  return { kind: 'fill', clientOrderId, fill, time: 6 }
}

function orderAfter(...events: readonly OrderEvent[]): Order {
  return events.reduce(nextOrder, sampleOrder())
}

/** Of an order that is only written down, and watched. */
function waitingAfter(...events: readonly OrderEvent[]): Order {
  return events.reduce(nextOrder, sampleOrder({ payload: null }))
}

const anyReported = fc.constantFrom('0', '0.02', '0.05', '0.1').map(quantity)
const anyEvent = fc.oneof(
  fc.constantFrom(rejected, unknown, absent, reached, triggered, cancelRequested),
  anyReported.map(acceptedWith),
  fc
    .tuple(anyReported, fc.constantFrom(null, 'x1'))
    .map(([reported, id]) => cancelledWith(reported, id)),
  fc.constantFrom('0.02', '0.05', '0.1').map((text) => fillOf(quantity(text))),
)

describe('an order to which anything happens in any order, repeatedly', () => {
  it('only ever takes steps that are allowed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(anyEvent, fc.constant(spent)), { maxLength: 12 }),
        fc.boolean(),
        (events, waits) => {
          let order = waits ? waitingAfter() : orderAfter()
          for (const event of events) {
            const next = nextOrder(order, event)
            if (next.state !== order.state) expect(ALLOWED[order.state]).toContain(next.state)
            order = next
          }
        },
      ),
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
        const reported = events.flatMap((event) =>
          'reportedQuantity' in event ? [event.reportedQuantity] : [],
        )
        expect(order.reportedQuantity).toBe(reported.reduce(larger, ZERO_QUANTITY))
        if (isSettled(order)) expect(quantityFilled >= order.reportedQuantity).toBe(true)
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
    expect(remainingQuantity(order)).toBe(0)
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

  it('is filled when all of its money is spent, whatever that has bought', () => {
    const order = orderAfter(accepted, fillOf(quantity('0.05')), spent)
    expect(order).toMatchObject({ state: 'filled', filledQuantity: quantity('0.05'), note: null })
    expect(remainingQuantity(order)).toBe(0)
    expect(nextOrder(order, fillOf(quantity('0.02'))).state).toBe('filled')
    expect(orderAfter(accepted, cancelled, spent).state).toBe('cancelled')
  })

  it('is not touched by news that come after it was filled', () => {
    const filled = orderAfter(accepted, fillOf(WHOLE))
    const all = [
      accepted,
      rejected,
      unknown,
      cancelled,
      absent,
      reached,
      triggered,
      spent,
      cancelRequested,
    ]
    for (const event of all) {
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

describe('an order that waits for its time', () => {
  it('is sent once that has come, perhaps for less', () => {
    expect(waitingAfter()).toMatchObject({ state: 'waiting', payload: null })
    const sent = waitingAfter(triggered)
    expect(sent).toMatchObject({ state: 'submitting', payload: 'the wording', updatedAt: 7 })
    expect(sent.intent).toEqual(sampleIntent({ quantity: quantity('0.05') }))
  })

  it('remembers that its price was there, and one that does not wait any more does not care', () => {
    expect(wasReached(waitingAfter())).toBe(false)
    const due = waitingAfter(reached)
    expect(due).toMatchObject({ state: 'waiting', payload: 'the wording' })
    expect(wasReached(due)).toBe(true)
    expect(nextOrder(due, reached)).toBe(due)
    const sent = waitingAfter(triggered)
    expect(nextOrder(sent, reached)).toBe(sent)
    expect(nextOrder(due, cancelled)).toMatchObject({ state: 'cancelled', payload: null })
    expect(wasReached(sent)).toBe(false)
  })

  it('is not sent a second time, nor when it was cancelled before', () => {
    const sent = waitingAfter(triggered)
    expect(nextOrder(sent, triggered)).toBe(sent)
    const taken = waitingAfter(cancelled)
    expect(taken.state).toBe('cancelled')
    expect(nextOrder(taken, triggered)).toBe(taken)
  })

  it('is neither in doubt nor absent: it was never sent', () => {
    expect(waitingAfter(unknown).state).toBe('waiting')
    expect(waitingAfter(absent).state).toBe('waiting')
    expect(isFinished(waitingAfter())).toBe(false)
  })

  it('has all of it left to trade, and after it was sent as much as was sent', () => {
    expect(remainingQuantity(waitingAfter())).toBe(WHOLE)
    expect(remainingQuantity(waitingAfter(triggered))).toBe(quantity('0.05'))
  })
})

describe('a wish to cancel', () => {
  it('is remembered with its first time until the order is finished, and changes nothing else', () => {
    const order = orderAfter(accepted, cancelRequested)
    expect(order).toEqual({ ...orderAfter(accepted), cancelRequestedAt: 8 })
    expect(nextOrder(order, { ...cancelRequested, time: 9 })).toBe(order)
    expect(orderAfter(accepted, cancelRequested, fillOf(quantity('0.02')))).toMatchObject({
      state: 'partially-filled',
      cancelRequestedAt: 8,
    })
  })

  it('is still there when an order lives that was taken to be absent', () => {
    const order = orderAfter(unknown, cancelRequested, absent, accepted)
    expect(order).toMatchObject({ state: 'open', cancelRequestedAt: 8 })
  })

  it('is not one of an order that is finished', () => {
    expect(orderAfter(rejected, cancelRequested).cancelRequestedAt).toBeNull()
  })
})

describe('what the exchange counts as traded', () => {
  const half = quantity('0.05')

  it('keeps an order from being settled while fills are missing', () => {
    const finished = orderAfter(accepted, cancelledWith(half))
    expect(finished.state).toBe('cancelled')
    expect([awaitsFills(finished), isSettled(finished)]).toEqual([true, false])
    expect(remainingQuantity(finished)).toBe(half)
    const complete = nextOrder(finished, fillOf(half))
    expect([awaitsFills(complete), isSettled(complete)]).toEqual([false, true])
    expect(remainingQuantity(complete)).toBe(0)
  })

  it('never shrinks: an older count is no news', () => {
    const order = orderAfter(accepted, acceptedWith(half))
    expect(order.reportedQuantity).toBe(half)
    expect(nextOrder(order, accepted)).toBe(order)
  })

  it('counts on an order that was finished before as well', () => {
    expect(orderAfter(rejected, acceptedWith(half))).toMatchObject({
      state: 'rejected',
      reportedQuantity: half,
    })
    expect(orderAfter(accepted, cancelled, acceptedWith(half)).reportedQuantity).toBe(half)
  })
})

describe('an order that is finished without an id of the exchange', () => {
  it.each([
    ['rejected', rejected],
    ['cancelled', cancelled],
  ])('is found by it from when it is told, though it stays %s', (state, finishing) => {
    for (const telling of [accepted, cancelledWith(ZERO_QUANTITY, 'x1')]) {
      const order = orderAfter(finishing, telling)
      expect(order).toMatchObject({ state, exchangeOrderId: 'x1' })
      expect(nextOrder(order, telling)).toBe(order)
    }
  })
})
