import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatAmount, type Money, type Rate } from '../../domain/amount.ts'
import type { Balance } from '../../domain/balance.ts'
import type { Execution } from '../../domain/fill.ts'
import type { OrderEvent } from '../../domain/order.ts'
import { money, quantity, SAMPLE_START } from '../../domain/sample-market.fixture.ts'
import type { OrderLookup } from '../../ports/exchange-client.ts'
import type { ExchangeRecord } from '../../reconciliation/exchange-record.ts'
import {
  sampleExecution,
  sampleRecord,
  sampleReport,
} from '../../reconciliation/sample-record.fixture.ts'
import {
  ABSENT,
  ACCEPTED,
  CANCELLED,
  CLIENT_ORDER_ID,
  deskBench,
  REJECTED,
  UNKNOWN,
} from './desk-bench.fixture.ts'

const LAG_MS = 3_000
const SLOW = { traits: { visibilityLagMs: LAG_MS, requestWindowMs: 5_000 } }
const FAILED: OrderLookup = { kind: 'failed', reason: 'time-out' }
const part = sampleExecution()
const rest = sampleExecution({ fillId: 'f2', quantity: quantity('0.06'), cost: money('1800') })

function found(changes: Parameters<typeof sampleReport>[0] = {}): OrderLookup {
  return { kind: 'found', report: sampleReport(changes) }
}

function lookedUp(lookup: OrderLookup): Pick<ExchangeRecord, 'lookups'> {
  return { lookups: new Map([[CLIENT_ORDER_ID, lookup]]) }
}

/** An execution that was asked after because nobody knew its order. */
function strange(lookup: OrderLookup, ...executions: readonly Execution[]) {
  const strangers = new Map([['BTC/USDT x1', lookup]])
  return { executions: executions.length === 0 ? [part] : executions, strangers }
}

function holding(total: string, currency = 'USDT'): Balance {
  const amount: Money = money(total)
  return { currency, free: amount, used: money('0'), total: amount }
}

describe('a fill that was missed', () => {
  it('is booked, once, however often the exchange tells of it', () => {
    const { place, settle, ledger, orderNow, portfolio } = deskBench()
    place({}, ACCEPTED)
    settle({ executions: [part, part] })
    settle({ executions: [part, rest] })
    settle({ executions: [rest, part] })
    expect(ledger.loadFills().map(({ fillId }) => fillId)).toEqual(['f1', 'f2'])
    expect(orderNow().state).toBe('filled')
    expect(portfolio.balance('BTC')).toBe(money('0.1'))
  })

  it.each([
    ['rejected', [REJECTED]],
    ['cancelled', [CANCELLED]],
    ['absent', [UNKNOWN, ABSENT]],
  ] as const)(
    'of an order that was %s is booked, though only its lookup says that it is ours',
    (_, events) => {
      const { place, settle, ledger, orderNow, desk } = deskBench()
      place({}, ...events)
      expect(desk.tracker.openCount).toBe(0)
      settle(strange(found({ state: 'filled', filledQuantity: quantity('0.1') }), part, rest))
      expect(ledger.loadFills()).toHaveLength(2)
      expect(orderNow()).toMatchObject({ state: 'filled', exchangeOrderId: 'x1' })
      expect(desk.drifts.open()).toEqual([])
    },
  )

  it('of an unresolved order is booked in the same round', () => {
    const { place, settle, ledger, orderNow } = deskBench()
    place({}, UNKNOWN)
    settle({ ...strange(found({ filledQuantity: quantity('0.04') })), ...lookedUp(FAILED) })
    expect(ledger.loadFills()).toHaveLength(1)
    expect(orderNow().state).toBe('partially-filled')
  })

  it('is not booked as ours when it only has the number of an order of ours in another market', () => {
    const { place, settle, ledger } = deskBench()
    place({}, ACCEPTED)
    settle({ executions: [sampleExecution({ symbol: 'ETH/USDT' })] })
    expect(ledger.loadFills()).toEqual([])
  })

  it('is booked in whatever order rounds, news and repetitions come, and leaves the same money', () => {
    const executions = [part, rest, { ...part, clientOrderId: CLIENT_ORDER_ID }]
    const anyRound = fc.subarray(executions)
    const anyEvent: fc.Arbitrary<OrderEvent> = fc.constantFrom(
      ACCEPTED,
      UNKNOWN,
      CANCELLED,
      REJECTED,
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(anyRound, anyEvent), { maxLength: 10 }), (happenings) => {
        const { place, settle, desk, ledger, portfolio } = deskBench()
        place()
        for (const happening of happenings) {
          if ('kind' in happening) desk.apply(happening)
          else settle(strange(found({ filledQuantity: quantity('0.04') }), ...happening))
        }
        settle(strange(found({ state: 'filled', filledQuantity: quantity('0.1') }), part, rest))
        expect(ledger.loadFills()).toHaveLength(2)
        expect(portfolio.balance('USDT')).toBe(money('6997.6'))
        expect(desk.drifts.open()).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})

describe('an order of which the exchange tells', () => {
  it('is known from the list of open orders, and by its number from then on', () => {
    const { place, settle, orderNow } = deskBench()
    place({}, UNKNOWN)
    settle({ openOrders: [sampleReport()] })
    expect(orderNow()).toMatchObject({ state: 'open', exchangeOrderId: 'x1', note: null })
  })

  it('is cancelled when it is looked up and was, and awaits the fills that were counted', () => {
    const { place, settle, orderNow, desk } = deskBench()
    place({}, ACCEPTED)
    settle(lookedUp(found({ state: 'cancelled', filledQuantity: quantity('0.04') })))
    expect(orderNow().state).toBe('cancelled')
    expect(desk.tracker.openCount).toBe(1)
    settle({ executions: [part] })
    expect(desk.tracker.openCount).toBe(0)
  })

  it('lives again when it was taken to be absent and is in the list', () => {
    const { place, settle, orderNow, desk } = deskBench()
    place({}, UNKNOWN, ABSENT)
    settle({ openOrders: [sampleReport()] })
    expect(orderNow().state).toBe('open')
    expect([...desk.openOrders()]).toHaveLength(1)
    expect(desk.drifts.open()).toEqual([])
  })

  it('is shown as an external one when by our record it is finished, and no list can be so old', () => {
    const { place, settle, clock, desk } = deskBench(SLOW)
    // Long ago, by whichever clock that was told.
    place({}, ACCEPTED, CANCELLED)
    clock.advance(10 * LAG_MS)
    settle({ openOrders: [sampleReport()] })
    clock.advance(LAG_MS)
    settle({ openOrders: [sampleReport()] })
    expect(desk.drifts.open()).toEqual([])
    clock.advance(1)
    settle({ openOrders: [] })
    settle({ openOrders: [sampleReport()] })
    expect(desk.drifts.open()).toEqual([])
    clock.advance(LAG_MS + 1)
    settle({ openOrders: [sampleReport()] })
    expect(desk.drifts.open()).toMatchObject([{ kind: 'external-order', about: 'x1' }])
  })

  it('is not an external one when it finished while a slow list was on its way', () => {
    const { place, settle, clock, desk } = deskBench(SLOW)
    const askedAt = clock.now()
    clock.advance(LAG_MS)
    place({}, ACCEPTED, CANCELLED)
    settle({ askedAt, openOrders: [sampleReport()] })
    clock.advance(LAG_MS)
    settle({ openOrders: [sampleReport()] })
    expect(desk.drifts.open()).toEqual([])
  })
})

describe('an order that the exchange does not know', () => {
  const absent = lookedUp({ kind: 'absent' })

  it('is absent after two looks, once it could not arrive any more', () => {
    const { place, settle, orderNow, clock } = deskBench(SLOW)
    place({}, UNKNOWN)
    settle(absent)
    clock.advance(11_000)
    settle(absent)
    expect(orderNow().state).toBe('unresolved')
    clock.advance(LAG_MS)
    settle(absent)
    expect(orderNow().state).toBe('absent')
  })

  it.each([
    ['its lookup fails', lookedUp(FAILED)],
    ['its trades were not told', { ...absent, toldSymbols: new Set<string>() }],
    ['nothing was asked about it', {}],
  ])('is not absent as long as %s', (_, changes) => {
    const { place, settle, orderNow, clock } = deskBench(SLOW)
    place({}, UNKNOWN)
    for (let round = 0; round < 20; round += 1) {
      clock.advance(5_000)
      settle(changes)
    }
    expect(orderNow().state).toBe('unresolved')
  })

  it('is not absent sooner because the clock was set forward', () => {
    const { place, settle, orderNow, clock } = deskBench(SLOW)
    place({}, UNKNOWN)
    clock.advance(3_600_000)
    settle(absent, 'wake')
    for (let second = 1; second <= 13; second += 1) {
      clock.advance(1_000)
      settle(absent)
      expect(orderNow().state).toBe('unresolved')
    }
    clock.advance(1_000)
    settle(absent)
    expect(orderNow().state).toBe('absent')
  })

  it('is not absent while it is still being sent', () => {
    const { place, settle, orderNow, clock } = deskBench(SLOW)
    place()
    for (let round = 0; round < 20; round += 1) {
      clock.advance(5_000)
      settle(absent)
    }
    expect(orderNow().state).toBe('submitting')
  })

  it('is a drift where it was open before, and none any more when it shows up', () => {
    const { place, settle, orderNow, clock, desk } = deskBench(SLOW)
    place({}, ACCEPTED)
    clock.advance(11_000)
    settle(absent)
    expect(desk.drifts.open()).toEqual([])
    clock.advance(LAG_MS)
    settle(absent)
    expect(desk.drifts.open()).toMatchObject([{ kind: 'missing-order', about: CLIENT_ORDER_ID }])
    expect(orderNow().state).toBe('open')
    settle(lookedUp(FAILED))
    expect(desk.drifts.open()).toHaveLength(1)
    settle(lookedUp(found()))
    expect(desk.drifts.open()).toEqual([])
  })

  it('is no drift any more when its cancellation arrives after all', () => {
    const { place, settle, clock, desk } = deskBench(SLOW)
    place({}, ACCEPTED)
    for (const _ of [1, 2]) {
      clock.advance(8_000)
      settle(absent)
    }
    desk.apply({ ...CANCELLED, time: clock.now() })
    settle({})
    expect(desk.drifts.open()).toEqual([])
  })
})

describe('trades and orders of others', () => {
  it('are drifts, in both currencies, with what they moved', () => {
    const { settle, desk, ledger } = deskBench()
    settle(strange(found({ clientOrderId: null })))
    expect(desk.drifts.open()).toMatchObject([
      {
        kind: 'external-fill',
        about: 'f1',
        symbol: 'BTC/USDT',
        currencies: ['BTC', 'USDT'],
        moves: [
          { currency: 'BTC', amount: money('0.04') },
          { currency: 'USDT', amount: money('-1200') },
          { currency: 'USDT', amount: money('-1.2') },
        ],
        theirs: 'bought 0.04 BTC for 1200 USDT',
      },
    ])
    expect(ledger.loadFills()).toEqual([])
  })

  it('of the same number in two markets are told apart', () => {
    const { place, settle, ledger, desk } = deskBench()
    place({}, UNKNOWN)
    const strangers = new Map([
      ['BTC/USDT x1', found()],
      ['ETH/USDT x1', found({ clientOrderId: null, symbol: 'ETH/USDT' })],
    ])
    settle({ executions: [part], strangers })
    expect(ledger.loadFills()).toHaveLength(1)
    expect(desk.drifts.open()).toEqual([])
  })

  it('are not known as long as the lookup of their order fails', () => {
    const { settle, desk } = deskBench()
    settle(strange(FAILED))
    expect(desk.drifts.open()).toEqual([])
  })

  it('are drifts when their order is denied, once it would be visible', () => {
    const { settle, desk, clock } = deskBench(SLOW)
    settle(strange({ kind: 'absent' }))
    clock.advance(LAG_MS - 1)
    settle(strange({ kind: 'absent' }))
    expect(desk.drifts.open()).toEqual([])
    clock.advance(1)
    settle(strange({ kind: 'absent' }))
    expect(desk.drifts.open()).toMatchObject([{ kind: 'external-fill' }])
  })

  it('that turn out to be ours are booked, and are drifts no more', () => {
    const { place, settle, desk, ledger, clock } = deskBench(SLOW)
    place({}, UNKNOWN)
    clock.advance(LAG_MS)
    settle(strange({ kind: 'absent' }))
    expect(desk.drifts.open()).toHaveLength(1)
    settle({ openOrders: [sampleReport()] })
    settle({ executions: [part] })
    expect(ledger.loadFills()).toHaveLength(1)
    expect(desk.drifts.open()).toEqual([])
  })

  it('are open orders that vanish, or stay as long as they are there', () => {
    const { settle, desk } = deskBench()
    const external = sampleReport({ clientOrderId: null, exchangeOrderId: 'x7' })
    settle({ openOrders: [external] })
    settle({ openOrders: [external] })
    expect(desk.drifts.open()).toMatchObject([
      { kind: 'external-order', about: 'x7', theirs: 'buy 0.1 BTC at 30000' },
    ])
    settle({ openOrders: null })
    expect(desk.drifts.open()).toHaveLength(1)
    settle({ openOrders: [] })
    expect([...desk.drifts.all()]).toMatchObject([{ state: 'gone' }])
  })

  it('are explained by their trades, and are no unexplained balance as well', () => {
    const { settle, desk } = deskBench()
    const balances = [holding('8798.8'), holding('0.04', 'BTC')]
    for (const _ of [1, 2]) settle({ ...strange(found({ clientOrderId: null })), balances })
    expect(desk.drifts.open().map(({ kind }) => kind)).toEqual(['external-fill'])
  })
})

describe('fills that the exchange counts and does not show', () => {
  const counted = lookedUp(found({ state: 'filled', filledQuantity: quantity('0.1') }))

  it('are a drift after a minute, and none any more once they are there', () => {
    const { place, settle, clock, desk } = deskBench()
    place({}, ACCEPTED)
    settle(counted)
    clock.advance(60_000)
    settle(counted)
    expect(desk.drifts.open()).toEqual([])
    clock.advance(1)
    settle(counted)
    expect(desk.drifts.open()).toMatchObject([
      { kind: 'missing-fills', ours: 'fills of 0', theirs: '0.1 traded' },
    ])
    settle({ executions: [part, rest] })
    expect(desk.drifts.open()).toEqual([])
  })
})

describe('a balance that does not match', () => {
  const balances = [holding('10005')]

  it('is in doubt at once, and a drift when it is seen again', () => {
    const { settle, desk } = deskBench()
    settle({ balances })
    expect(desk.drifts.open()).toEqual([])
    expect(desk.drifts.doubtOn(['USDT'])).toContain('being checked')
    settle({ balances })
    expect(desk.drifts.open()).toMatchObject([
      { kind: 'balance', about: 'USDT', ours: '10000', theirs: '10005' },
    ])
  })

  it('is no drift when it is seen again before the lag has passed, or is another one then', () => {
    const { settle, desk, clock } = deskBench(SLOW)
    settle({ balances })
    clock.advance(LAG_MS - 1)
    settle({ balances })
    expect(desk.drifts.open()).toEqual([])
    clock.advance(1)
    settle({ balances: [holding('10006')] })
    expect(desk.drifts.open()).toEqual([])
    clock.advance(LAG_MS)
    settle({ balances: [holding('10006')] })
    expect(desk.drifts.open()).toHaveLength(1)
  })

  it('is forgotten when it matches again', () => {
    const { settle, desk } = deskBench()
    for (const _ of [1, 2]) settle({ balances })
    settle({ balances: [holding('10000')] })
    expect(desk.drifts.open()).toEqual([])
    expect(desk.drifts.doubtOn(['USDT'])).toBeUndefined()
  })

  it('is not compared with a record that has changed since it was asked for', () => {
    const { desk, place, clock } = deskBench()
    const activity = desk.activity
    const record = { askedAt: SAMPLE_START, balances }
    place({}, ACCEPTED)
    for (const _ of [1, 2]) {
      desk.settle({ trigger: 'interval', activity, record: sampleRecord(record) })
    }
    expect(clock.now()).toBe(SAMPLE_START)
    expect(desk.drifts.doubtOn(['USDT'])).toBeUndefined()
  })

  it('is explained by a deposit that is booked, once', () => {
    const { settle, desk, portfolio } = deskBench()
    const deposit = { reference: 'd1', kind: 'deposit', currency: 'USDT', time: 1 } as const
    const transfers = [{ ...deposit, amount: money('5') }]
    for (const _ of [1, 2, 3]) settle({ balances, transfers })
    expect(desk.drifts.open()).toEqual([])
    expect(formatAmount(portfolio.cash)).toBe('10005')
  })
})

describe('a withdrawal under way', () => {
  const leaving = [
    { reference: 'w1', kind: 'withdrawal', currency: 'USDT', amount: money('-5'), time: 1 },
  ] as const

  it('is no drift and no doubt, whether the balance is without it already or not', () => {
    const { settle, desk } = deskBench()
    for (const total of ['10000', '9995', '9995', '9995']) {
      settle({ balances: [holding(total)], leaving })
    }
    expect(desk.drifts.open()).toEqual([])
    expect(desk.drifts.doubtOn(['USDT'])).toBeUndefined()
  })

  it('is booked once it is complete', () => {
    const { settle, portfolio } = deskBench()
    settle({ balances: [holding('9995')], leaving })
    expect(formatAmount(portfolio.cash)).toBe('10000')
    settle({ balances: [holding('9995')], transfers: leaving })
    expect(formatAmount(portfolio.cash)).toBe('9995')
  })

  it('that fails explains nothing any more', () => {
    const { settle, desk } = deskBench()
    settle({ balances: [holding('9995')], leaving })
    for (const _ of [1, 2]) settle({ balances: [holding('9995')] })
    expect(desk.drifts.open()).toMatchObject([{ kind: 'balance', about: 'USDT' }])
  })
})

describe('questions that were not answered', () => {
  it('change nothing', () => {
    const { place, settle, ledger, desk, orderNow, clock } = deskBench(SLOW)
    place({}, ACCEPTED)
    const before = orderNow()
    for (let round = 0; round < 10; round += 1) {
      clock.advance(20_000)
      settle({
        openOrders: null,
        ...lookedUp(FAILED),
        toldSymbols: new Set(),
        failures: ['the network is down'],
      })
    }
    expect(orderNow()).toBe(before)
    expect(desk.drifts.open()).toEqual([])
    expect(ledger.loadReconciledAt()).toBeUndefined()
  })
})

describe('withdrawals under way', () => {
  const leaving = [
    { reference: 'w', kind: 'withdrawal', currency: 'USDT', amount: money('-400'), time: 0 },
  ] as const
  const NO_COST = 0 as Rate

  it('bind their money from the round on that tells of them, until one tells of none', () => {
    const { settle, portfolio } = deskBench()
    settle({ leaving })
    expect(portfolio.freeCash([], 'USDT', NO_COST)).toBe(money('9600'))
    settle({ scope: 'orders' })
    settle({ failures: ['time-out'] })
    expect(portfolio.freeCash([], 'USDT', NO_COST)).toBe(money('9600'))
    settle()
    expect(portfolio.freeCash([], 'USDT', NO_COST)).toBe(money('10000'))
  })
})
