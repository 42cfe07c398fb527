import { describe, expect, it, onTestFinished } from 'vitest'
import type { Trip } from '../../domain/breaker.ts'
import type { Drift } from '../../domain/drift.ts'
import type { PastBreakerChange } from '../../domain/guard-record.ts'
import { MarketBook } from '../../domain/market-book.ts'
import type { Order } from '../../domain/order.ts'
import {
  money,
  price,
  quantity,
  SAMPLE_DRIFT,
  SAMPLE_MARKET,
  sampleFill,
  sampleIntent,
  sampleOrder,
} from '../../domain/sample-market.fixture.ts'
import { type KeyReport, UNKNOWN_KEY } from '../../ports/key-report.ts'
import { MemoryLedgerStore } from '../../storage/memory-ledger-store.ts'
import { executeIn } from '../../storage/raw-database.fixture.ts'
import { Portfolio } from '../portfolio.ts'
import { alertBench, NOON, rule } from './alert-bench.fixture.ts'
import { AlertWatch } from './alert-watch.ts'

const BEGUN_MS = 1_200
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const ALL = [
  'breaker',
  'kill-switch',
  'execution-failure',
  'unresolved-order',
  'drift',
  'stop-hit',
  'fill',
  'daily-summary',
  'api-key',
]

/** Alerts about one account, whose ledger and open orders are the test's. */
function watchBench({ directory, ledger = newLedger(), pastChanges = [] }: WatchWishes = {}) {
  const bench = alertBench(directory === undefined ? {} : { directory })
  const rules = ALL.flatMap((kind) => {
    const known = bench.desk.settings().rules.find((one) => one.kind === kind)
    return known ? [rule({ kind: known.kind, channelIds: ['desktop'] })] : []
  })
  bench.desk.saveRules(rules, 8)
  const { clock, desk } = bench
  const orders = new Map<string, Order>()
  const markets = new MarketBook()
  markets.set(SAMPLE_MARKET)
  const portfolio = new Portfolio({ currency: 'USDT', markets, store: ledger })
  const watch = new AlertWatch(
    {
      accountId: 'paper-1',
      record: {
        ...{ mode: 'paper', title: 'Paper', startingBalance: money('10000') },
        ...{ idPrefix: 'cb', market: SAMPLE_MARKET },
      },
      ...{ ledger, markets, portfolio, wallClock: clock },
      engine: {
        desk: {
          now: () => clock.now(),
          findOrder: (id) => orders.get(id),
          openOrders: () => [...orders.values()],
        },
        guard: { pastChanges },
      },
    },
    desk,
  )
  onTestFinished(() => watch.close())
  /** As the engine tells of it. */
  const changed = (order: Order) => {
    orders.set(order.clientOrderId, order)
    watch.orderChanged(order)
  }
  const told = () => {
    clock.advance(1_000)
    return desk.deliveries(100).map(({ alert: { kind, severity, title, text } }) => {
      return { kind, severity, title, text }
    })
  }
  return { ...bench, ledger, portfolio, watch, orders, changed, told }
}

interface WatchWishes {
  readonly directory?: string
  readonly ledger?: MemoryLedgerStore
  readonly pastChanges?: readonly PastBreakerChange[]
}

function newLedger(openedAt = NOON - DAY_MS): MemoryLedgerStore {
  const ledger = new MemoryLedgerStore()
  ledger.saveMarket(SAMPLE_MARKET)
  const opening = { reference: 'opening-USDT', kind: 'opening', currency: 'USDT' } as const
  ledger.appendTransfers([{ ...opening, amount: money('10000'), time: openedAt }])
  return ledger
}

function order(changes: Partial<Order> = {}): Order {
  return { ...sampleOrder({ time: NOON }), ...changes }
}

/** Booked as the engine does it. */
function book(ledger: MemoryLedgerStore, fillId: string) {
  const fill = sampleFill({ fillId, clientOrderId: order().clientOrderId })
  ledger.insertOrders([order()])
  ledger.bookFill(fill, order({ state: 'filled', updatedAt: NOON }))
  return fill
}

describe('an order', () => {
  it('that the exchange rejects, with its reason', () => {
    const { changed, told } = watchBench()
    changed(order({ state: 'rejected', note: 'insufficient balance' }))
    expect(told()).toEqual([
      {
        ...{ kind: 'execution-failure', severity: 'warning', title: 'Paper · order rejected' },
        text: 'The exchange rejected buy 0.1 BTC/USDT (market): insufficient balance. It is not sent again.',
      },
    ])
  })

  it('that is accepted and trades, not at all', () => {
    const { changed, told } = watchBench()
    changed(order({ state: 'open' }))
    changed(order({ state: 'filled', filledQuantity: quantity('0.1') }))
    expect(told()).toEqual([])
  })

  it('that is unresolved for more than a minute, and then what became of it', () => {
    const { changed, told, clock } = watchBench()
    changed(order({ state: 'unresolved' }))
    clock.advance(MINUTE_MS - 1)
    expect(told()).toMatchObject([{ kind: 'unresolved-order', severity: 'critical' }])
    changed(order({ state: 'unresolved', note: 'still' }))
    changed(order({ state: 'open' }))
    expect(told()[0]).toMatchObject({
      ...{ title: 'Paper · order resolved', text: expect.stringContaining('is at the exchange') },
    })
  })

  it('that is unresolved for less than a minute, not at all', () => {
    const { changed, told, clock } = watchBench()
    changed(order({ state: 'unresolved' }))
    clock.advance(MINUTE_MS - 1)
    changed(order({ state: 'filled' }))
    clock.advance(10 * MINUTE_MS)
    expect(told()).toEqual([])
  })

  it('that was unresolved before the start', () => {
    const { orders, told, clock } = watchBench()
    orders.set('x', order({ clientOrderId: 'x', state: 'unresolved' }))
    clock.advance(BEGUN_MS + MINUTE_MS)
    expect(told()).toMatchObject([{ kind: 'unresolved-order' }])
  })

  describe('that was told to be unresolved before the process died', () => {
    /** The process dies a while after it was told. */
    function toldBefore() {
      const first = watchBench()
      const { ledger, directory } = first
      first.clock.advance(BEGUN_MS)
      const lost = order({ state: 'unresolved', updatedAt: NOON })
      ledger.insertOrders([lost])
      first.changed(lost)
      first.clock.advance(2 * MINUTE_MS)
      expect(first.told()).toMatchObject([{ kind: 'unresolved-order', severity: 'critical' }])
      first.close()
      const found = { ...lost, state: 'open', updatedAt: NOON + 2 * MINUTE_MS } as const
      return { ledger, directory, lost, found }
    }

    const RESOLVED = { kind: 'unresolved-order', title: 'Paper · order resolved' }

    it('and is settled at the start, what became of it', () => {
      const { ledger, directory, found } = toldBefore()
      const second = watchBench({ directory, ledger })
      ledger.updateOrder(found)
      second.changed(found)
      second.clock.advance(BEGUN_MS)
      expect(second.told()[0]).toMatchObject(RESOLVED)
      expect(second.told()).toHaveLength(2)
    })

    it('and is settled a while after the start, what became of it', () => {
      const { ledger, directory, lost, found } = toldBefore()
      const second = watchBench({ directory, ledger })
      second.orders.set(lost.clientOrderId, lost)
      second.clock.advance(BEGUN_MS + 10_000)
      second.changed(found)
      expect(second.told()[0]).toMatchObject(RESOLVED)
    })

    it('and was settled just before, what became of it', () => {
      const { ledger, directory, found } = toldBefore()
      ledger.updateOrder(found)
      const second = watchBench({ directory, ledger })
      second.clock.advance(BEGUN_MS)
      expect(second.told()[0]).toMatchObject(RESOLVED)
    })
  })

  it('that is a stop, once it trades, however often', () => {
    const { changed, told } = watchBench()
    const intent = sampleIntent({ side: 'sell', purpose: 'exit', type: 'stop' })
    changed(order({ intent, state: 'open' }))
    expect(told()).toEqual([])
    changed(order({ intent, state: 'partially-filled', filledQuantity: quantity('0.01') }))
    changed(order({ intent, state: 'filled', filledQuantity: quantity('0.1') }))
    expect(told()).toMatchObject([{ kind: 'stop-hit', title: 'Paper · stop hit in BTC/USDT' }])
  })
})

describe('a decision', () => {
  const exit = { time: NOON, botId: 'bot1', kind: 'exit', detail: () => '', intentId: 'i' } as const

  it('to leave because of a stop', () => {
    const { watch, told } = watchBench()
    watch.decisionLogged({ ...exit, reason: 'the price fell to the stop' })
    expect(told()).toMatchObject([
      { kind: 'stop-hit', text: 'bot1 sells in BTC/USDT: the price fell to the stop.' },
    ])
  })

  it('to leave for another reason, not at all', () => {
    const { watch, told } = watchBench()
    watch.decisionLogged({ ...exit, reason: 'fast crossed below slow' })
    expect(told()).toEqual([])
  })
})

describe('a drift', () => {
  it('that waits for a decision, once; a missing stop as critical', () => {
    const { watch, told } = watchBench()
    watch.driftChanged(SAMPLE_DRIFT)
    watch.driftChanged({ ...SAMPLE_DRIFT, theirs: '10006' })
    const stop: Drift = {
      ...SAMPLE_DRIFT,
      driftId: 'stop',
      kind: 'missing-stop',
      about: 'BTC/USDT',
    }
    watch.driftChanged(stop)
    expect(told()).toMatchObject([
      { severity: 'critical', title: 'Paper · drift in BTC/USDT' },
      { severity: 'warning', text: expect.stringContaining('No bot enters in USDT meanwhile.') },
    ])
  })

  it('that is decided on, not at all', () => {
    const { watch, told } = watchBench()
    watch.driftChanged({ ...SAMPLE_DRIFT, state: 'adopted' })
    expect(told()).toEqual([])
  })
})

describe('a breaker', () => {
  const setting = {
    isOn: true,
    threshold: 20,
    windowMs: null,
    isLatched: true,
    probeMs: 0,
  } as const
  const trip: Trip = {
    ...{ name: 'drawdown', scope: 'account', reason: '21 % below the peak', since: NOON },
    setting: { ...setting, action: 'halt' },
  }

  it('that has tripped, and that is closed again', () => {
    const { watch, told } = watchBench()
    watch.breakerChanged({ kind: 'tripped', trip })
    watch.breakerChanged({ kind: 'tripped', trip })
    watch.breakerChanged({ kind: 'healed', trip })
    expect(told()).toMatchObject([
      { severity: 'info', title: 'Paper · drawdown is closed again' },
      { severity: 'critical', text: expect.stringContaining('21 % below the peak. No new orders') },
    ])
  })

  it('without what a strategy’s error should not have said', () => {
    const { watch, told } = watchBench()
    const reason = 'the strategy failed: Error: GET /x?apiKey=abc123&signature=def456 said no'
    watch.breakerChanged({ kind: 'tripped', trip: { ...trip, reason } })
    const [breaker] = told()
    expect(breaker?.text).toContain('the strategy failed: Error: GET /x?apiKey=•••')
    expect(breaker?.text).not.toMatch(/abc123|def456/)
  })

  it('that tripped, and healed, just before the process died', () => {
    const first = watchBench()
    first.clock.advance(BEGUN_MS)
    first.close()
    const { directory, ledger } = first
    const pastChanges = [
      { kind: 'tripped', trip, time: NOON },
      { kind: 'healed', trip, time: NOON + 1 },
    ] as const
    const second = watchBench({ directory, ledger, pastChanges })
    second.clock.advance(BEGUN_MS)
    expect(second.told()).toMatchObject([
      { kind: 'breaker', title: 'Paper · drawdown is closed again' },
      { kind: 'breaker', title: 'Paper · drawdown has tripped' },
    ])
  })

  it('that tripped long before, not again', () => {
    const first = watchBench()
    first.clock.advance(BEGUN_MS)
    first.close()
    const { directory, ledger } = first
    const pastChanges = [{ kind: 'tripped', trip, time: NOON - 11 * MINUTE_MS }] as const
    const second = watchBench({ directory, ledger, pastChanges })
    second.clock.advance(BEGUN_MS)
    expect(second.told()).toEqual([])
  })
})

describe('the kill switch', () => {
  it('when it is used, and when all of it is confirmed, each once', () => {
    const { watch, told } = watchBench()
    const halt = { kind: 'halt', state: 'confirmed', text: 'no new orders' } as const
    const cancel = { kind: 'cancel', state: 'running', text: '1 of 2 cancelled' } as const
    watch.killSwitchChanged({ startedAt: NOON, steps: [halt, cancel] })
    watch.killSwitchChanged({ startedAt: NOON, steps: [halt, { ...cancel, text: '2 of 2' }] })
    watch.killSwitchChanged({ startedAt: NOON, steps: [halt, { ...cancel, state: 'confirmed' }] })
    watch.killSwitchChanged(null)
    expect(told().map(({ title, severity }) => [title, severity])).toEqual([
      ['Paper · the kill switch has done its work', 'critical'],
      ['Paper · kill switch used', 'critical'],
    ])
  })
})

describe('what was announced to nobody', () => {
  it('is found in the ledger at the next start, each thing once', () => {
    const first = watchBench()
    const { ledger, directory, clock } = first
    clock.advance(BEGUN_MS)
    first.watch.fillBooked(book(ledger, 'f-1'))
    expect(first.told()).toHaveLength(1)
    // The process dies: the ledger has them, and no alert was written down.
    book(ledger, 'f-2')
    book(ledger, 'f-3')
    const rejected = order({ clientOrderId: 'r', state: 'rejected', updatedAt: NOON + BEGUN_MS })
    ledger.insertOrders([{ ...rejected, intent: sampleIntent({ intentId: 'r' }) }])
    ledger.saveDrift({ ...SAMPLE_DRIFT, since: NOON + BEGUN_MS })
    ledger.appendDecision({
      ...{ time: NOON + BEGUN_MS, botId: 'bot1', kind: 'exit', detail: () => '' },
      ...{ reason: 'the price fell to the stop', intentId: 's' },
    })
    first.close()
    const second = watchBench({ directory, ledger })
    second.clock.advance(BEGUN_MS)
    const kinds = second.told().map(({ kind }) => kind)
    expect(kinds.toSorted()).toEqual([
      ...['drift', 'execution-failure', 'fill', 'fill', 'fill', 'stop-hit'],
    ])
    second.close()
    const third = watchBench({ directory, ledger })
    third.clock.advance(BEGUN_MS)
    expect(third.told()).toHaveLength(6)
  })

  it('is not told when it was there before there were alerts', () => {
    const ledger = newLedger()
    book(ledger, 'f-1')
    ledger.saveDrift(SAMPLE_DRIFT)
    const { clock, told } = watchBench({ ledger })
    clock.advance(BEGUN_MS)
    expect(told()).toEqual([])
  })

  it('is not mixed up with the account before it was reset, which had the same fills', () => {
    const first = watchBench()
    first.clock.advance(BEGUN_MS)
    first.watch.fillBooked(book(first.ledger, 'f-1'))
    expect(first.told()).toHaveLength(1)
    first.close()
    const reset = newLedger(NOON)
    const second = watchBench({ directory: first.directory, ledger: reset })
    second.clock.advance(BEGUN_MS)
    second.watch.fillBooked(book(reset, 'f-1'))
    expect(second.told()).toHaveLength(2)
  })
})

describe('the daily summary', () => {
  it('is told at its hour, with what happened since the last, and once a day', () => {
    const { clock, ledger, portfolio, watch, told } = watchBench()
    clock.advance(BEGUN_MS)
    portfolio.markAt('BTC/USDT', price('30000'))
    const fill = book(ledger, 'f-1')
    portfolio.book(fill)
    watch.fillBooked(fill)
    clock.advance(19 * 60 * MINUTE_MS)
    expect(told().map(({ kind }) => kind)).toEqual(['fill'])
    clock.advance(2 * 60 * MINUTE_MS)
    expect(told()[0]).toEqual({
      ...{ kind: 'daily-summary', severity: 'info', title: 'Paper · daily summary' },
      text: 'Equity 9997 USDT, -3 since the last summary, deposits and withdrawals included. 1 fill; realised 0, fees 3.',
    })
    clock.advance(DAY_MS)
    const [second] = told()
    expect(second?.text).toContain('Equity 9997 USDT, 0 since the last summary')
    expect(told()).toHaveLength(3)
  })
})

it('goes on when alerts cannot be read', () => {
  const { clock, store, changed, reported } = watchBench()
  store.close()
  changed(order({ state: 'rejected' }))
  clock.advance(10 * MINUTE_MS)
  expect(reported.length).toBeGreaterThan(0)
})

describe("an exchange's key", () => {
  const ending = (days: number): KeyReport => ({
    ...UNKNOWN_KEY,
    expiry: { kind: 'at', time: NOON + days * DAY_MS },
  })
  const begun = (wishes: WatchWishes = {}) => {
    const bench = watchBench(wishes)
    bench.clock.advance(BEGUN_MS)
    return bench
  }

  it('that ends soon, how soon, and what to do about it', () => {
    const { watch, told } = begun()
    watch.keyTold('Binance', ending(6))
    expect(told()).toEqual([
      {
        ...{ kind: 'api-key', severity: 'warning' },
        title: 'Paper · the API key ends within 7 days',
        text: 'The key for Binance ends on 2026-11-28 12:00 UTC. From then on nothing can be bought, sold or cancelled with it, and open orders stay. Make a new key at the exchange and enter it in Cryptobot.',
      },
    ])
  })

  it('each notice once, also after a restart, and where thousands of alerts came between', () => {
    const titles = ({ told }: ReturnType<typeof begun>) =>
      told().flatMap(({ kind, title }) => (kind === 'api-key' ? [title] : []))
    const key = ending(29)
    const first = begun()
    for (const days of [0, 5, 5, 10]) {
      first.clock.advance(days * DAY_MS)
      first.watch.keyTold('Binance', key)
    }
    expect(titles(first)).toEqual([
      'Paper · the API key ends within 14 days',
      'Paper · the API key ends within 30 days',
    ])
    first.watch.close()
    first.close()
    executeIn(first.path, 'DELETE FROM deliveries')
    executeIn(first.path, 'DELETE FROM alerts')
    const again = begun({ directory: first.directory, ledger: first.ledger })
    again.clock.advance(21 * DAY_MS)
    again.watch.keyTold('Binance', key)
    expect(titles(again)).toEqual([])
    again.clock.advance(7.5 * DAY_MS)
    again.watch.keyTold('Binance', key)
    expect(titles(again)).toEqual(['Paper · the API key ends within a day'])
  })

  it('that ends in a long time, never, or nobody knows when: nothing', () => {
    const { watch, told } = begun()
    watch.keyTold('Binance', ending(31))
    watch.keyTold('Binance', { ...UNKNOWN_KEY, expiry: { kind: 'never' } })
    watch.keyTold('Binance', UNKNOWN_KEY)
    expect(told()).toEqual([])
  })
})
