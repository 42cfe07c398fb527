import { describe, expect, it } from 'vitest'
import type { Drift } from '../../domain/drift.ts'
import { isFinished } from '../../domain/order.ts'
import { money, quantity, SAMPLE_START } from '../../domain/sample-market.fixture.ts'
import { sampleExecution, sampleReport } from '../../reconciliation/sample-record.fixture.ts'
import { DISK_FULL, faultyLedgerStore } from '../../storage/faulty-ledger-store.fixture.ts'
import { MemoryLedgerStore } from '../../storage/memory-ledger-store.ts'
import { ABSENT, ACCEPTED, CLIENT_ORDER_ID, deskBench, UNKNOWN } from './desk-bench.fixture.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

describe('a fill', () => {
  const execution = sampleExecution({ clientOrderId: CLIENT_ORDER_ID })

  it('is booked with its order, and announced, once', () => {
    const { place, desk, announced, portfolio } = deskBench()
    place({}, ACCEPTED)
    announced.orders.length = 0
    desk.book(execution)
    desk.book(execution)
    expect(announced.fills).toMatchObject([{ fillId: 'f1', botId: 'bot1' }])
    expect(announced.orders).toMatchObject([{ state: 'partially-filled' }])
    expect(portfolio.balance('USDT')).toBe(money('8798.8'))
  })

  it('of an order that is not ours is left to the next round', () => {
    const { desk, announced } = deskBench()
    desk.book(execution)
    expect(announced.fills).toEqual([])
  })

  it('counts as activity, as does everything that moves money or sends an order', () => {
    const { place, desk, portfolio } = deskBench()
    const seen = [desk.activity]
    place({}, ACCEPTED)
    seen.push(desk.activity)
    desk.book(execution)
    seen.push(desk.activity)
    desk.book(execution)
    expect(desk.activity).toBe(seen.at(-1))
    desk.transfer([
      { reference: 'd1', kind: 'deposit', currency: 'USDT', amount: money('1'), time: 1 },
    ])
    seen.push(desk.activity)
    expect(new Set(seen).size).toBe(seen.length)
    expect(portfolio.balance('BTC')).toBe(money('0.04'))
  })
})

describe('what is asked', () => {
  it('about in-flight orders begins with those of which nothing is known', () => {
    const { place, desk } = deskBench()
    place({}, UNKNOWN)
    place({ intentId: 'bot1-2-e' }, ACCEPTED)
    const { orders, symbols } = desk.questions('in-flight')
    expect(orders.map(({ state }) => state)).toEqual(['unresolved'])
    expect(symbols).toEqual([])
  })

  it.each([
    ['an answer', []],
    ['a cancellation', [ACCEPTED, { kind: 'cancel-requested', ...ids() }]],
    ['fills', [ACCEPTED, { ...ACCEPTED, reportedQuantity: quantity('0.1') }]],
  ] as const)('includes orders that have waited for %s for five seconds', (_, events) => {
    const { place, desk, clock } = deskBench()
    place({}, ...events)
    clock.advance(4_999)
    expect(desk.questions('in-flight').orders).toEqual([])
    clock.advance(1)
    expect(desk.questions('in-flight').orders).toHaveLength(1)
  })

  it('about everything covers all open orders and all markets', () => {
    const { place, desk } = deskBench()
    place({}, ACCEPTED)
    expect(desk.questions('orders')).toMatchObject({ orders: [{ state: 'open' }], symbols: [] })
    expect(desk.questions('books').symbols).toEqual(['BTC/USDT'])
  })

  it('goes back a minute and the lag before the last answer, a day for deposits', () => {
    const { desk, clock, settle } = deskBench({ traits: { visibilityLagMs: 3_000 } })
    clock.advance(3 * DAY_MS)
    settle()
    const { executionsSince, transfersSince } = desk.questions('books')
    expect(executionsSince).toBe(clock.now() - MINUTE_MS - 3_000)
    expect(transfersSince).toBe(clock.now() - DAY_MS)
  })

  it('goes back to before an order in doubt was made, whatever the clocks say', () => {
    const { desk, clock, place, settle } = deskBench()
    clock.advance(3 * DAY_MS)
    place({}, UNKNOWN)
    clock.advance(DAY_MS)
    settle()
    expect(desk.questions('orders').executionsSince).toBe(SAMPLE_START + 3 * DAY_MS - MINUTE_MS)
  })

  it('does not go back beyond the balances that the account was opened with', () => {
    const { desk } = deskBench()
    const { executionsSince, transfersSince } = desk.questions('books')
    expect([executionsSince, transfersSince]).toEqual([SAMPLE_START, SAMPLE_START])
  })
})

describe('a round', () => {
  it('about everything, with every answer, is remembered as the last', () => {
    const { desk, settle, ledger, clock } = deskBench()
    clock.advance(7)
    settle()
    expect(desk.reconciledAt).toBe(SAMPLE_START + 7)
    expect(ledger.loadReconciledAt()).toBe(SAMPLE_START + 7)
    expect(desk.trouble).toBe('')
  })

  it('about less, or with an answer missing, is not', () => {
    const { desk, settle } = deskBench()
    settle({ scope: 'orders' })
    settle({ failures: ['time-out', 'another'] })
    expect(desk.reconciledAt).toBeNull()
    expect(desk.trouble).toBe('time-out')
  })

  it('that the exchange refuses because of the key says what to do about it, until one is answered', () => {
    const { desk, settle } = deskBench()
    settle({ failures: ['time-out', 'no such key'], keyRefusal: 'no such key' })
    expect(desk.trouble).toMatch(/^no such key\. .*"cryptobot keys add"/)
    settle()
    expect([desk.keyRefusal, desk.trouble]).toEqual([null, ''])
  })
})

describe('a cancel', () => {
  it('that had no effect when the exchange was asked is sent again, until it has', () => {
    const { place, desk, settle, clock, exchange, orderNow } = deskBench()
    desk.cancel(place({}, ACCEPTED), 'by you')
    clock.advance(1)
    settle({ openOrders: [sampleReport()] })
    settle({ openOrders: [sampleReport()] })
    expect(exchange.cancelled).toHaveLength(3)
    settle({ lookups: new Map([[CLIENT_ORDER_ID, cancelledAtExchange()]]) })
    settle()
    expect(exchange.cancelled).toHaveLength(3)
    expect(orderNow().state).toBe('cancelled')
  })

  it('is not sent again before the exchange was asked about it', () => {
    const { place, desk, settle, exchange } = deskBench()
    desk.cancel(place({}, ACCEPTED), 'by you')
    settle({ openOrders: [sampleReport()] })
    expect(exchange.cancelled).toHaveLength(1)
  })

  it('is not sent again in a round that a failed one caused', () => {
    const { place, desk, settle, clock, exchange } = deskBench()
    desk.cancel(place({}, ACCEPTED), 'by you')
    clock.advance(1)
    settle({ openOrders: [sampleReport()] }, 'order')
    expect(exchange.cancelled).toHaveLength(1)
  })

  it('is remembered over a restart, and over doubt whether there is such an order', () => {
    const { place, desk, ledger } = deskBench()
    desk.cancel(place({}, UNKNOWN), 'by you')
    desk.apply(ABSENT)
    const restarted = deskBench({ ledger })
    restarted.clock.advance(1)
    restarted.settle({ openOrders: [sampleReport()] })
    expect(restarted.exchange.cancelled).toMatchObject([{ exchangeOrderId: 'x1' }])
  })

  it('of all reaches each, whatever becomes of the others', () => {
    const { place, desk, exchange } = deskBench()
    for (const intentId of ['bot1-1-e', 'bot1-2-e', 'bot1-3-e']) place({ intentId }, ACCEPTED)
    exchange.onCancel = ({ clientOrderId }) => {
      if (clientOrderId === 'cb-bot1-2-e') throw new TypeError('a bug')
    }
    expect(() => desk.cancelAll('by you')).toThrow(TypeError)
    expect(exchange.cancelled.map(({ clientOrderId }) => clientOrderId)).toEqual([
      'cb-bot1-1-e',
      'cb-bot1-2-e',
      'cb-bot1-3-e',
    ])
  })
})

describe('a decision about a drift', () => {
  const balances = [
    { currency: 'USDT', free: money('10005'), used: money('0'), total: money('10005') },
  ]

  /** A desk with one drift, of a balance that is 5 USDT too much. */
  function drifted() {
    const bench = deskBench()
    for (const _ of [1, 2]) bench.settle({ balances })
    return { ...bench, drift: onlyDrift(bench.desk.drifts.open()) }
  }

  it('to adopt it books it, once', () => {
    const { desk, drift, portfolio, ledger, settle, announced } = drifted()
    for (const _ of [1, 2]) desk.decideDrift(drift.driftId, 'adopt')
    expect(portfolio.cash).toBe(money('10005'))
    expect(ledger.loadTransfers()).toHaveLength(2)
    expect(announced.drifts.at(-1)).toMatchObject({ state: 'adopted' })
    for (const _ of [1, 2]) settle({ balances })
    expect(desk.drifts.open()).toEqual([])
  })

  it('to adopt it books it once even when the decision itself could not be stored', () => {
    const ledger = new MemoryLedgerStore()
    const { store, failing } = faultyLedgerStore(ledger)
    const { desk, settle, portfolio } = deskBench({ ledger: store })
    for (const _ of [1, 2]) settle({ balances })
    const { driftId } = onlyDrift(desk.drifts.open())
    failing.add('saveDrift')
    expect(() => desk.decideDrift(driftId, 'adopt')).toThrow(DISK_FULL)
    failing.clear()
    desk.decideDrift(driftId, 'adopt')
    expect(portfolio.cash).toBe(money('10005'))
    expect(desk.drifts.open()).toEqual([])
  })

  it('to ignore it books nothing, and stops asking', () => {
    const { desk, drift, portfolio, settle } = drifted()
    desk.decideDrift(drift.driftId, 'ignore')
    for (const _ of [1, 2]) settle({ balances })
    expect(desk.drifts.open()).toEqual([])
    expect(desk.drifts.doubtOn(['USDT'])).toBeUndefined()
    expect(portfolio.cash).toBe(money('10000'))
  })

  it('that makes no sense for it, or is about none, changes nothing', () => {
    const { desk, drift } = drifted()
    desk.decideDrift(drift.driftId, 'fix')
    desk.decideDrift('nobody', 'adopt')
    expect(desk.drifts.open()).toEqual([drift])
  })

  it('to fix an external order cancels it, and is asked for again when it is there still', () => {
    const { desk, settle, exchange } = deskBench()
    const openOrders = [sampleReport({ clientOrderId: null, exchangeOrderId: 'x7' })]
    settle({ openOrders })
    desk.decideDrift(onlyDrift(desk.drifts.open()).driftId, 'fix')
    expect(exchange.cancelled).toMatchObject([{ exchangeOrderId: 'x7', symbol: 'BTC/USDT' }])
    expect(desk.drifts.open()).toEqual([])
    settle({ openOrders })
    expect(desk.drifts.open()).toHaveLength(1)
  })

  it('to fix a missing order gives it up; what it traded after all is booked', () => {
    const { desk, settle, place, orderNow, ledger } = deskBench()
    place({}, ACCEPTED)
    const lookups = new Map([[CLIENT_ORDER_ID, { kind: 'absent' } as const]])
    for (const _ of [1, 2]) settle({ lookups })
    desk.decideDrift(onlyDrift(desk.drifts.open()).driftId, 'fix')
    expect(isFinished(orderNow())).toBe(true)
    settle({ executions: [sampleExecution()] })
    expect(ledger.loadFills()).toHaveLength(1)
    expect(desk.drifts.open()).toEqual([])
  })
})

function ids() {
  return { clientOrderId: CLIENT_ORDER_ID, time: SAMPLE_START }
}

function cancelledAtExchange() {
  return { kind: 'found', report: sampleReport({ state: 'cancelled' }) } as const
}

function onlyDrift(drifts: readonly Drift[]): Drift {
  const [drift] = drifts
  if (drift === undefined || drifts.length > 1) throw new Error(`${drifts.length} drifts`)
  return drift
}
