import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { money, quantity, SAMPLE_MARKET } from '../domain/sample-market.fixture.ts'
import { failureOf } from './failure-of.fixture.ts'
import { describeLedgerStore, nthFill, nthOrder } from './ledger-store.suite.ts'
import { ledger0001 } from './migrations/0001-ledger.ts'
import { openDatabase } from './open-database.ts'
import { SqliteLedgerStore } from './sqlite-ledger-store.ts'
import { temporaryFolder } from './temporary-folder.fixture.ts'

function openAt(path: string) {
  const database = openDatabase(path, { migrations: [ledger0001], synchronous: 'FULL' })
  onTestFinished(() => {
    database.close()
  })
  return database
}

function openSample(path = join(temporaryFolder(), 'ledger.db')) {
  const database = openAt(path)
  return { path, database, store: new SqliteLedgerStore(database, SAMPLE_MARKET) }
}

describeLedgerStore('SQLite', (market) => {
  return new SqliteLedgerStore(openAt(join(temporaryFolder(), 'ledger.db')), market)
})

const filled = nthOrder(1, { state: 'filled', filledQuantity: quantity('0.1') })

describe('on disk', () => {
  it('has everything again after it was closed and opened', () => {
    const { path, database, store } = openSample()
    store.insertOrder(nthOrder(1))
    store.bookFill(nthFill(1), filled)
    store.appendDeposit({ currency: 'USDT', amount: money('10000'), time: 0 })
    const status = { state: 'halted', reason: 'by you', since: 1 } as const
    store.saveTradingStatus(status)
    database.close()
    const reopened = openSample(path).store
    expect(reopened.loadRecentOrders(9)).toEqual([filled])
    expect(reopened.loadFills()).toEqual([nthFill(1)])
    expect(reopened.loadDeposits()).toHaveLength(1)
    expect(reopened.loadTradingStatus()).toEqual(status)
  })

  it('refuses a second order for one intent even under another client order id', () => {
    const { store } = openSample()
    store.insertOrder(nthOrder(1))
    expect(store.insertOrder({ ...nthOrder(1), clientOrderId: 'cb-other' })).toBe(false)
    expect(store.loadRecentOrders(9)).toHaveLength(1)
  })

  it('writes neither fill nor order when the order cannot be written', () => {
    const { database, store } = openSample()
    store.insertOrder(nthOrder(1))
    database.exec(`CREATE TRIGGER fault BEFORE UPDATE ON orders
      BEGIN SELECT RAISE(ABORT, 'the disk broke'); END`)
    expect(failureOf(() => store.bookFill(nthFill(1), filled)).message).toContain('the disk broke')
    expect(store.loadFills()).toEqual([])
    expect(store.loadOrder(filled.clientOrderId)).toEqual(nthOrder(1))
    database.exec('DROP TRIGGER fault')
    expect(store.bookFill(nthFill(1), filled)).toBe(true)
  })

  it('refuses a fill without its order', () => {
    const { store } = openSample()
    expect(failureOf(() => store.bookFill(nthFill(1), filled)).reason).toBe('failed')
    expect(store.loadFills()).toEqual([])
  })
})

describe('garbage in a row is damage', () => {
  it.each([
    ["UPDATE orders SET quantity = 'much'", 'loadOpenOrders'],
    ["UPDATE orders SET side = 'both'", 'loadOpenOrders'],
    ["UPDATE orders SET limit_price = '1.001'", 'loadOpenOrders'],
    ["UPDATE fills SET fee = ''", 'loadFills'],
    ["UPDATE fills SET liquidity = 'dry'", 'loadFills'],
    ["UPDATE deposits SET amount = '1,5'", 'loadDeposits'],
    ["UPDATE bots SET definition = '{'", 'loadBots'],
    ["UPDATE bots SET definition = '{}'", 'loadBots'],
    ['UPDATE facts SET value = \'"halted"\'', 'loadTradingStatus'],
    ["UPDATE facts SET value = 'halted'", 'loadTradingStatus'],
  ] as const)('%s', (statement, read) => {
    const { database, store } = openSample()
    store.insertOrder(nthOrder(1))
    store.bookFill(nthFill(1), nthOrder(1))
    store.appendDeposit({ currency: 'USDT', amount: money('1'), time: 0 })
    store.saveTradingStatus({ state: 'active', reason: '', since: 0 })
    database.exec("INSERT INTO bots VALUES ('bot1', '{}', 'running')")
    database.exec(statement)
    const failure = failureOf(() => store[read]())
    expect(failure.reason).toBe('damaged')
    expect(failure.action).toContain('backup')
  })
})

it('forgets the oldest decisions beyond a hundred thousand, and no others', () => {
  const { store, database } = openSample()
  database.exec(`
    WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 100999)
    INSERT INTO decisions SELECT n, 0, 'bot1', 'state', 'reason', '', NULL FROM numbers
  `)
  const record = {
    time: 1,
    botId: 'bot1',
    kind: 'state',
    reason: 'newest',
    intentId: null,
  } as const
  expect(store.appendDecision({ ...record, detail: () => '' })).toBe(101_000)
  const ids = store.loadRecentDecisions(200_000).map(({ id }) => id)
  expect([ids[0], ids.at(-1), ids.length]).toEqual([1_001, 101_000, 100_000])
})
