import { describe, expect, it } from 'vitest'
import { MarketBook } from '../domain/market-book.ts'
import { money, quantity, SAMPLE_MARKET } from '../domain/sample-market.fixture.ts'
import { failureOf } from './failure-of.fixture.ts'
import { openLedger } from './ledger-database.fixture.ts'
import { describeLedgerStore } from './ledger-store.suite.ts'
import { nthFill, nthOrder } from './nth-order.fixture.ts'

describeLedgerStore('SQLite', (markets) => openLedger(undefined, markets).store)

const filled = nthOrder(1, { state: 'filled', filledQuantity: quantity('0.1') })
const opening = {
  reference: 'opening-USDT',
  kind: 'opening',
  currency: 'USDT',
  amount: money('10000'),
  time: 0,
} as const

describe('on disk', () => {
  it('has everything again after it was closed and opened', () => {
    const { path, database, store } = openLedger()
    store.insertOrders([nthOrder(1)])
    store.bookFill(nthFill(1), filled)
    store.appendTransfers([opening])
    store.saveMarket(SAMPLE_MARKET)
    store.saveReconciledAt(7)
    const status = { state: 'halted', reason: 'by you', since: 1 } as const
    store.saveTradingStatus(status)
    database.close()
    const reopened = openLedger(path, new MarketBook()).store
    reopened.readMarkets()
    expect(reopened.loadRecentOrders(9)).toEqual([filled])
    expect(reopened.loadFills()).toEqual([nthFill(1)])
    expect(reopened.loadTransfers()).toEqual([opening])
    expect(reopened.loadReconciledAt()).toBe(7)
    expect(reopened.loadTradingStatus()).toEqual(status)
  })

  it('refuses a second order for one intent even under another client order id', () => {
    const { store } = openLedger()
    store.insertOrders([nthOrder(1)])
    const other = { ...nthOrder(1), clientOrderId: 'cb-other' }
    expect(store.insertOrders([other])).toBe(false)
    expect(store.insertOrders([nthOrder(2), other])).toBe(false)
    expect(store.loadRecentOrders(9)).toHaveLength(1)
  })

  it('writes neither fill nor order when the order cannot be written', () => {
    const { database, store } = openLedger()
    store.insertOrders([nthOrder(1)])
    database.exec(`CREATE TRIGGER fault BEFORE UPDATE ON orders
      BEGIN SELECT RAISE(ABORT, 'the disk broke'); END`)
    expect(failureOf(() => store.bookFill(nthFill(1), filled)).message).toContain('the disk broke')
    expect(store.loadFills()).toEqual([])
    expect(store.loadOrder(filled.clientOrderId)).toEqual(nthOrder(1))
    database.exec('DROP TRIGGER fault')
    expect(store.bookFill(nthFill(1), filled)).toBe(true)
  })

  it('writes none of several orders and transfers when one cannot be written', () => {
    const { database, store } = openLedger()
    database.exec(`
      CREATE TRIGGER fault BEFORE INSERT ON orders WHEN NEW.intent_id = 'bot1-2-e'
        BEGIN SELECT RAISE(ABORT, 'the disk broke'); END;
      CREATE TRIGGER other_fault BEFORE INSERT ON transfers WHEN NEW.reference = 'second'
        BEGIN SELECT RAISE(ABORT, 'the disk broke'); END`)
    expect(failureOf(() => store.insertOrders([nthOrder(1), nthOrder(2)])).reason).toBe('failed')
    const second = { ...opening, reference: 'second' }
    expect(failureOf(() => store.appendTransfers([opening, second])).reason).toBe('failed')
    expect([...store.loadRecentOrders(9), ...store.loadTransfers()]).toEqual([])
  })

  it('leaves the book as it was when a market cannot be written', () => {
    const { database, markets, store } = openLedger()
    database.exec(`CREATE TRIGGER fault BEFORE INSERT ON markets
      BEGIN SELECT RAISE(ABORT, 'the disk broke'); END`)
    const changed = { ...SAMPLE_MARKET, notionalMin: money('10') }
    expect(failureOf(() => store.saveMarket(changed)).reason).toBe('failed')
    expect(markets.get(SAMPLE_MARKET.symbol)).toBe(SAMPLE_MARKET)
  })

  it('refuses a fill without its order', () => {
    const { store } = openLedger()
    expect(failureOf(() => store.bookFill(nthFill(1), filled)).reason).toBe('failed')
    expect(store.loadFills()).toEqual([])
  })

  it('finds open orders and those with an exchange id without reading the others', () => {
    const { database } = openLedger()
    const plan = (query: string) =>
      JSON.stringify(database.prepare(`EXPLAIN QUERY PLAN ${query}`).all())
    expect(plan('SELECT * FROM orders WHERE settled = 0 ORDER BY created_at, rowid')).toMatch(
      /USING INDEX orders_open"/,
    )
    expect(
      plan(
        "SELECT * FROM orders WHERE symbol = 'a' AND exchange_order_id = 'b' ORDER BY rowid DESC",
      ),
    ).toMatch(/USING INDEX orders_by_exchange_id/)
  })
})

describe('garbage in a row is damage', () => {
  it.each([
    ["UPDATE orders SET quantity = 'much'", 'loadOpenOrders'],
    ["UPDATE orders SET side = 'both'", 'loadOpenOrders'],
    ["UPDATE orders SET type = 'magic'", 'loadOpenOrders'],
    ["UPDATE orders SET limit_price = '1.001'", 'loadOpenOrders'],
    ["UPDATE orders SET trigger_price = 'high'", 'loadOpenOrders'],
    ["UPDATE orders SET trailing_rate = '1 %'", 'loadOpenOrders'],
    ["UPDATE orders SET time_in_force = 'gtd'", 'loadOpenOrders'],
    ['UPDATE orders SET post_only = 2', 'loadOpenOrders'],
    ["UPDATE orders SET group_id = 'alone'", 'loadOpenOrders'],
    ["UPDATE orders SET group_id = 'g', group_role = 'friend'", 'loadOpenOrders'],
    ["UPDATE orders SET state = 'tired'", 'loadOpenOrders'],
    ["UPDATE orders SET reported_quantity = ''", 'loadOpenOrders'],
    ["UPDATE orders SET symbol = 'ETH/USDT'", 'loadOpenOrders'],
    ["UPDATE fills SET fee = ''", 'loadFills'],
    ["UPDATE fills SET fee_currency = ''", 'loadFills'],
    ["UPDATE fills SET fee_in_quote = ''", 'loadFills'],
    ["UPDATE fills SET liquidity = 'dry'", 'loadFills'],
    ["UPDATE fills SET symbol = 'ETH/USDT'", 'loadFills'],
    ["UPDATE transfers SET amount = '1,5'", 'loadTransfers'],
    ["UPDATE transfers SET kind = 'gift'", 'loadTransfers'],
    ["UPDATE drifts SET currencies = 'BTC'", 'loadDrifts'],
    ["UPDATE drifts SET moves = '[{}]'", 'loadDrifts'],
    [`UPDATE drifts SET moves = '[{"currency":"BTC","amount":"few"}]'`, 'loadDrifts'],
    ["UPDATE drifts SET state = 'lost'", 'loadDrifts'],
    ["UPDATE markets SET definition = '{'", 'loadMarkets'],
    [`UPDATE markets SET definition = json_set(definition, '$.priceTick', '')`, 'loadMarkets'],
    ["UPDATE bots SET definition = '{'", 'loadBots'],
    ["UPDATE bots SET definition = '{}'", 'loadBots'],
    ['UPDATE facts SET value = \'"halted"\'', 'loadTradingStatus'],
    ["UPDATE facts SET value = 'halted'", 'loadTradingStatus'],
    ['UPDATE facts SET value = \'"noon"\'', 'loadReconciledAt'],
  ] as const)('%s', (statement, read) => {
    const { database, store } = openLedger()
    store.insertOrders([nthOrder(1)])
    store.bookFill(nthFill(1), nthOrder(1))
    store.appendTransfers([opening])
    store.saveTradingStatus({ state: 'active', reason: '', since: 0 })
    store.saveReconciledAt(0)
    store.saveMarket(SAMPLE_MARKET)
    database.exec("INSERT INTO bots VALUES ('bot1', '{}', 'running')")
    database.exec(`INSERT INTO drifts
      VALUES ('d', 'balance', 'BTC', NULL, '["BTC"]', '[]', '1', '2', 0, 'open')`)
    database.exec(statement)
    const failure = failureOf(() => store[read]())
    expect(failure.reason).toBe('damaged')
    expect(failure.action).toContain('backup')
  })
})

it('forgets the oldest decisions beyond a hundred thousand, and no others', () => {
  const { store, database } = openLedger()
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
