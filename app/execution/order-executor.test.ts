import { describe, expect, it } from 'vitest'
import type { Order, OrderEvent } from '../domain/order.ts'
import { failure, type Result, success } from '../domain/result.ts'
import {
  approved,
  quantity,
  SAMPLE_MARKET,
  SAMPLE_START,
  sampleOrder,
} from '../domain/sample-market.fixture.ts'
import { ManualClock } from '../exchanges/manual-clock.ts'
import { ScriptedExchange } from '../exchanges/scripted-exchange.fixture.ts'
import type { LedgerStore } from '../ports/ledger-store.ts'
import { StoreError } from '../ports/store-error.ts'
import { DISK_FULL, faultyLedgerStore } from '../storage/faulty-ledger-store.fixture.ts'
import { MemoryLedgerStore } from '../storage/memory-ledger-store.ts'
import { ID_PREFIX } from './client-order-id.ts'
import { type PreparedOrder, ReliableOrderExecutor, type Unprepared } from './order-executor.ts'
import { OrderTracker } from './order-tracker.ts'
import { openSampleLedger } from './sample-ledger.fixture.ts'

const clientOrderId = 'cb-bot1-1704067200-e'
const REPEATED = failure({ kind: 'repeated' })

class FullDisk extends MemoryLedgerStore {
  override insertOrders(): boolean {
    throw new StoreError('full', 'The disk is full.', 'Make room.')
  }
}

function executorOn(store: LedgerStore, idPrefix = ID_PREFIX) {
  const exchange = new ScriptedExchange()
  const tracker = new OrderTracker(store)
  const clock = new ManualClock(SAMPLE_START)
  const executor = new ReliableOrderExecutor({ store, tracker, exchange, clock, idPrefix })
  /** An order that is at the exchange, or as far as these events brought it. */
  const placed = (...events: readonly OrderEvent[]): Order => {
    const { order } = preparedIn(executor.prepare(approved()))
    return events.reduce((before, event) => tracker.apply(event) ?? before, order)
  }
  return { exchange, tracker, clock, executor, placed }
}

function preparedIn(result: Result<PreparedOrder, Unprepared>): PreparedOrder {
  if (result.ok) return result.value
  throw new Error(`the order was not prepared: ${result.error.kind}`)
}

describe('the order executor', () => {
  it('has intent, payload, client order id and state on disk before anything is sent', () => {
    const { ledger, reopened } = openSampleLedger()
    const { exchange, executor } = executorOn(ledger)
    exchange.encoded = success('symbol=BTCUSDT&side=BUY')
    const { order } = preparedIn(executor.prepare(approved()))
    expect(exchange.submitted).toEqual([])
    expect(reopened().loadOpenOrders()).toEqual([
      {
        intent: approved(),
        clientOrderId,
        exchangeOrderId: null,
        state: 'submitting',
        payload: 'symbol=BTCUSDT&side=BUY',
        filledQuantity: 0,
        filledCost: 0,
        reportedQuantity: 0,
        cancelRequestedAt: null,
        createdAt: SAMPLE_START,
        updatedAt: SAMPLE_START,
        note: null,
      },
    ])
    expect(order).toEqual(ledger.loadOrder(clientOrderId))
  })

  it('sends what it wrote down, word for word, and writes nothing in between', () => {
    const { ledger, reopened } = openSampleLedger()
    const { exchange, executor } = executorOn(ledger)
    let atExchange: Order | undefined
    exchange.onSubmit = () => {
      atExchange = reopened().loadOrder(clientOrderId)
    }
    executor.send(preparedIn(executor.prepare(approved())))
    expect(exchange.submitted).toEqual([
      { order: approved(), clientOrderId, payload: 'the wording' },
    ])
    expect(atExchange).toMatchObject({ state: 'submitting', payload: 'the wording' })
  })

  it('gives the orders of an account ids that begin as they should', () => {
    const { executor } = executorOn(new MemoryLedgerStore(), 'cbk3x9')
    expect(preparedIn(executor.prepare(approved())).order.clientOrderId).toBe(
      'cbk3x9-bot1-1704067200-e',
    )
  })

  it('takes an intent that fits into an id that exchanges take, and no other', () => {
    const { executor } = executorOn(new MemoryLedgerStore())
    expect(['a', 'My-Order-7', 'x'.repeat(25)].map((id) => executor.takes(id))).not.toContain(false)
    const bad = ['', 'two words', 'x_y', 'ü', 'x'.repeat(26)]
    expect(bad.map((id) => executor.takes(id))).not.toContain(true)
  })

  it('writes and counts nothing of an order that the exchange could not take', () => {
    const { ledger } = openSampleLedger()
    const { exchange, executor, tracker } = executorOn(ledger)
    exchange.encoded = failure('there are no trailing stops here')
    expect(executor.prepare(approved())).toEqual(
      failure({ kind: 'refused', reason: 'there are no trailing stops here' }),
    )
    expect([ledger.loadRecentOrders(9), tracker.openCount]).toEqual([[], 0])
    exchange.encoded = success('now there are')
    expect(executor.prepare(approved()).ok).toBe(true)
  })

  it('prepares another intent, and the same one never again', () => {
    const { executor } = executorOn(openSampleLedger().ledger)
    expect(executor.prepare(approved()).ok).toBe(true)
    expect(executor.prepare(approved())).toEqual(REPEATED)
    expect(executor.prepare(approved({ quantity: quantity('0.2') }))).toEqual(REPEATED)
    expect(executor.prepare(approved({ intentId: 'bot1-1704067260-e' })).ok).toBe(true)
  })

  it('does not prepare an intent again after a restart', () => {
    const { ledger, reopened } = openSampleLedger()
    executorOn(ledger).executor.prepare(approved())
    const restarted = executorOn(reopened())
    expect(restarted.executor.prepare(approved())).toEqual(REPEATED)
    expect(restarted.tracker.openCount).toBe(0)
  })

  it('counts a prepared order as open at once', () => {
    const { executor, tracker } = executorOn(openSampleLedger().ledger)
    executor.prepare(approved())
    expect([...tracker.openOrders()].map(({ state }) => state)).toEqual(['submitting'])
  })

  it('sends and counts nothing when the store fails', () => {
    const { exchange, executor, tracker } = executorOn(new FullDisk())
    expect(() => executor.prepare(approved())).toThrow(StoreError)
    expect(tracker.openCount).toBe(0)
    expect(exchange.submitted).toEqual([])
  })

  it('takes an order whose sending breaks off for one that may have been sent', () => {
    const { ledger } = openSampleLedger()
    const { exchange, executor } = executorOn(ledger)
    exchange.onSubmit = () => {
      throw new TypeError('undefined is not a function')
    }
    const prepared = preparedIn(executor.prepare(approved()))
    expect(() => executor.send(prepared)).toThrow(TypeError)
    expect(ledger.loadOrder(clientOrderId)).toMatchObject({
      state: 'unresolved',
      note: expect.stringContaining('undefined is not a function'),
    })
  })
})

describe('a cancel', () => {
  const accepted: OrderEvent = {
    kind: 'accepted',
    clientOrderId,
    exchangeOrderId: 'x1',
    reportedQuantity: quantity('0'),
    time: SAMPLE_START,
  }

  it('is on disk before it is sent, and answered by an event like everything else', () => {
    const { ledger, reopened } = openSampleLedger()
    const { exchange, executor, tracker, clock, placed } = executorOn(ledger)
    const order = placed(accepted)
    clock.advance(10)
    let onDisk: Order | undefined
    exchange.onCancel = () => {
      onDisk = reopened().loadOrder(clientOrderId)
    }
    expect(executor.cancel(order, 'by you')).toBeUndefined()
    expect(onDisk).toMatchObject({ state: 'open', cancelRequestedAt: SAMPLE_START + 10 })
    const { symbol } = SAMPLE_MARKET
    expect(exchange.cancelled).toEqual([
      {
        symbol,
        clientOrderId,
        exchangeOrderId: 'x1',
        type: 'market',
        createdAt: SAMPLE_START,
      },
    ])
    expect(tracker.openCount).toBe(1)
  })

  it('is sent although it could not be written down: it only ever takes risk away', () => {
    const { store, failing } = faultyLedgerStore(new MemoryLedgerStore())
    const { exchange, executor, placed } = executorOn(store)
    const order = placed(accepted)
    failing.add('updateOrder')
    expect(() => executor.cancel(order, 'by you')).toThrow(DISK_FULL)
    expect(exchange.cancelled).toMatchObject([{ exchangeOrderId: 'x1' }])
  })

  it('is sent for an order of which nothing was heard yet, by the id that we gave it', () => {
    const { exchange, executor, placed } = executorOn(openSampleLedger().ledger)
    executor.cancel(placed(), 'by you')
    expect(exchange.cancelled).toMatchObject([{ clientOrderId, exchangeOrderId: null }])
  })

  it('is sent as often as it is asked for, and remembered with its first time', () => {
    const { ledger } = openSampleLedger()
    const { exchange, executor, clock, placed } = executorOn(ledger)
    const order = placed(accepted)
    executor.cancel(order, 'by you')
    clock.advance(10)
    executor.cancel(order, 'by you')
    expect(exchange.cancelled).toHaveLength(2)
    expect(ledger.loadOrder(clientOrderId)?.cancelRequestedAt).toBe(SAMPLE_START)
  })

  it('is not sent for an order that is finished', () => {
    const { exchange, executor, placed } = executorOn(openSampleLedger().ledger)
    const order = placed({ kind: 'rejected', clientOrderId, reason: 'no', time: 1 })
    expect(executor.cancel(order, 'by you')).toBeUndefined()
    expect(exchange.cancelled).toEqual([])
  })

  it('of an order that waits is answered here: the exchange never heard of it', () => {
    const { ledger } = openSampleLedger()
    const { exchange, executor, tracker } = executorOn(ledger)
    const waiting = sampleOrder({ payload: null })
    ledger.insertOrders([waiting])
    tracker.track(waiting)
    const answer = executor.cancel(waiting, 'by you')
    expect(answer).toMatchObject({ kind: 'cancelled', clientOrderId, reason: 'by you' })
    expect(exchange.cancelled).toEqual([])
    expect(answer && tracker.apply(answer)?.state).toBe('cancelled')
    expect(tracker.openCount).toBe(0)
  })
})
