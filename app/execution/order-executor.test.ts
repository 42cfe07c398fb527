import { describe, expect, it } from 'vitest'
import { approved, quantity, SAMPLE_START } from '../domain/sample-market.fixture.ts'
import { ManualClock } from '../exchanges/manual-clock.ts'
import { ScriptedExchange } from '../exchanges/scripted-exchange.fixture.ts'
import type { LedgerStore } from '../ports/ledger-store.ts'
import { StoreError } from '../ports/store-error.ts'
import { MemoryLedgerStore } from '../storage/memory-ledger-store.ts'
import { OrderExecutor } from './order-executor.ts'
import { OrderTracker } from './order-tracker.ts'
import { openSampleLedger } from './sample-ledger.fixture.ts'

const clientOrderId = 'cb-bot1-1704067200-e'

class FullDisk extends MemoryLedgerStore {
  override insertOrder(): boolean {
    throw new StoreError('full', 'The disk is full.', 'Make room.')
  }
}

function executorOn(store: LedgerStore) {
  const exchange = new ScriptedExchange()
  const tracker = new OrderTracker(store)
  const clock = new ManualClock(SAMPLE_START)
  return { exchange, tracker, executor: new OrderExecutor({ store, tracker, exchange, clock }) }
}

describe('the order executor', () => {
  it('has intent, client order id and state on disk before anything is sent', () => {
    const { ledger, reopened } = openSampleLedger()
    const { exchange, executor } = executorOn(ledger)
    const prepared = executor.prepare(approved())
    expect(exchange.submitted).toEqual([])
    expect(reopened().loadOpenOrders()).toEqual([
      {
        intent: approved(),
        clientOrderId,
        exchangeOrderId: null,
        state: 'submitting',
        filledQuantity: 0,
        filledCost: 0,
        createdAt: SAMPLE_START,
        updatedAt: SAMPLE_START,
        note: null,
      },
    ])
    expect(prepared?.order).toEqual(ledger.loadOrder(clientOrderId))
  })

  it('sends what it wrote down, and writes nothing in between', () => {
    const { ledger, reopened } = openSampleLedger()
    const { exchange, executor } = executorOn(ledger)
    let stateAtExchange: string | undefined
    exchange.onSubmit = () => {
      stateAtExchange = reopened().loadOrder(clientOrderId)?.state
    }
    const prepared = executor.prepare(approved())
    if (prepared) executor.send(prepared)
    expect(exchange.submitted).toEqual([{ order: approved(), clientOrderId }])
    expect(stateAtExchange).toBe('submitting')
  })

  it('prepares another intent, and the same one never again', () => {
    const { executor } = executorOn(openSampleLedger().ledger)
    expect(executor.prepare(approved())).toBeDefined()
    expect(executor.prepare(approved())).toBeUndefined()
    expect(executor.prepare(approved({ quantity: quantity('0.2') }))).toBeUndefined()
    expect(executor.prepare(approved({ intentId: 'bot1-1704067260-e' }))).toBeDefined()
  })

  it('does not prepare an intent again after a restart', () => {
    const { ledger, reopened } = openSampleLedger()
    executorOn(ledger).executor.prepare(approved())
    const restarted = executorOn(reopened())
    expect(restarted.executor.prepare(approved())).toBeUndefined()
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

  it('asks for a cancellation, which arrives as an event like everything else', () => {
    const { exchange, executor, tracker } = executorOn(openSampleLedger().ledger)
    const prepared = executor.prepare(approved())
    if (prepared) executor.cancel(prepared.order)
    expect(exchange.cancelled).toEqual([clientOrderId])
    expect(tracker.openCount).toBe(1)
  })
})
