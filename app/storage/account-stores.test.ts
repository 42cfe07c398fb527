import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import type { Market } from '../domain/market.ts'
import type { Price } from '../domain/price.ts'
import {
  money,
  price,
  SAMPLE_MARKET,
  sampleCandle,
  sampleIntent,
} from '../domain/sample-market.fixture.ts'
import type { AccountRecord } from './account-record.ts'
import { AccountStores } from './account-stores.ts'
import { failureOf } from './failure-of.fixture.ts'
import { noteSound } from './left-sound.ts'
import { nthFill, nthOrder } from './nth-order.fixture.ts'
import { executeIn } from './raw-database.fixture.ts'
import { temporaryFolder } from './temporary-folder.fixture.ts'

const record: AccountRecord = {
  mode: 'paper',
  title: 'replay of BTCUSDT-1h.csv',
  startingBalance: money('123456789012345678.00000001'),
  idPrefix: 'cb0a1',
  market: SAMPLE_MARKET,
}
const opening = {
  reference: 'opening-USDT',
  kind: 'opening',
  currency: 'USDT',
  amount: record.startingBalance,
  time: 1,
} as const

it('has no account at first, and then the one that was made, with its market and its money', () => {
  const directory = temporaryFolder()
  const stores = new AccountStores(directory)
  expect(stores.loadRecord()).toBeUndefined()
  stores.createAccount(record, [opening], 7)
  stores.candles(SAMPLE_MARKET).append(sampleCandle(0, '1'), money('1'))
  stores.close()
  const reopened = new AccountStores(directory)
  expect(reopened.loadRecord()).toEqual(record)
  expect([...reopened.markets.all()]).toEqual([SAMPLE_MARKET])
  expect(reopened.ledger().loadTransfers()).toEqual([opening])
  expect(reopened.ledger().loadReconciledAt()).toBe(7)
  expect(reopened.candles(SAMPLE_MARKET).loadRecentCandles(5)).toHaveLength(1)
  reopened.close()
})

it('reads every order with its own market after it was opened again', () => {
  const directory = temporaryFolder()
  const stores = new AccountStores(directory)
  stores.createAccount(record, [], 7)
  const other = { ...SAMPLE_MARKET, symbol: 'ETH/USDT', base: 'ETH' }
  stores.ledger().saveMarket(other)
  const { symbol } = other
  const intent = sampleIntent({ symbol, type: 'limit', limitPrice: price('2000.01') })
  stores.ledger().insertOrders([nthOrder(1, { intent }), nthOrder(2)])
  stores.close()
  const reopened = new AccountStores(directory)
  expect(reopened.markets.get(symbol)).toEqual(other)
  expect(reopened.ledger().loadOpenOrders()).toEqual([nthOrder(1, { intent }), nthOrder(2)])
  reopened.close()
})

const FINER: Market = { ...SAMPLE_MARKET, priceDecimals: 4, priceTick: 1 as Price }

it('reads its older prices in the finer decimals of an exchange that came to quote them', () => {
  const directory = temporaryFolder()
  const stores = new AccountStores(directory)
  stores.createAccount(record, [], 7)
  const limitPrice = price('29999.99')
  const order = nthOrder(1, { intent: sampleIntent({ type: 'limit', limitPrice }) })
  stores.ledger().insertOrders([order])
  stores.ledger().bookFill({ ...nthFill(1), price: limitPrice }, order)
  stores.candles(SAMPLE_MARKET).append(sampleCandle(0, '29000.5'), money('1'))
  stores.close()
  const reopened = new AccountStores(directory)
  const other = { ...FINER, symbol: 'ETH/USDT', base: 'ETH' }
  reopened.saveRecord({ ...record, market: FINER }, [other])
  expect([...reopened.markets.all()]).toEqual([FINER, other])
  const ledger = reopened.ledger()
  expect(ledger.loadOpenOrders()[0]?.intent.limitPrice).toBe(299_999_900)
  const [fill] = ledger.loadFills()
  expect([fill?.price, fill?.cost]).toEqual([299_999_900, nthFill(1).cost])
  expect(reopened.candles(FINER).loadRecentCandles(1)[0]?.close).toBe(290_005_000)
  reopened.close()
})

it('changes nothing where a price in the books would have too many digits', () => {
  const directory = temporaryFolder()
  const stores = new AccountStores(directory)
  stores.createAccount(record, [], 7)
  const intent = sampleIntent({ type: 'limit', limitPrice: price('29999.99') })
  stores.ledger().insertOrders([nthOrder(1, { intent })])
  const tooFine = { ...SAMPLE_MARKET, priceDecimals: 12, priceTick: 1 as Price }
  const other = { ...FINER, symbol: 'ETH/USDT', base: 'ETH' }
  const error = failureOf(() =>
    stores.saveRecord({ ...record, title: 'changed', market: other }, [tooFine]),
  )
  expect(error.message).toContain('BTC/USDT in 12 decimals')
  expect([...stores.markets.all()]).toEqual([SAMPLE_MARKET])
  stores.close()
  const reopened = new AccountStores(directory)
  expect([...reopened.markets.all()]).toEqual([SAMPLE_MARKET])
  expect(reopened.loadRecord()).toEqual(record)
  reopened.close()
})

it.each(['transfers', 'markets', 'facts'])('makes no account without its %s', (table) => {
  const directory = temporaryFolder()
  new AccountStores(directory).close()
  executeIn(
    join(directory, 'ledger.db'),
    `CREATE TRIGGER fault BEFORE INSERT ON ${table} BEGIN SELECT RAISE(ABORT, 'no'); END`,
  )
  const stores = new AccountStores(directory)
  expect(failureOf(() => stores.createAccount(record, [opening], 7)).reason).toBe('failed')
  expect(stores.loadRecord()).toBeUndefined()
  expect([...stores.markets.all(), ...stores.ledger().loadMarkets()]).toEqual([])
  expect(stores.ledger().loadTransfers()).toEqual([])
  expect(stores.ledger().loadReconciledAt()).toBeUndefined()
  stores.close()
})

it('replaces the record of an account that is there, and the rules of its market', () => {
  const stores = new AccountStores(temporaryFolder())
  stores.createAccount(record, [opening], 7)
  const market = { ...SAMPLE_MARKET, notionalMin: money('10') }
  stores.saveRecord({ ...record, title: 'Binance', market })
  expect(stores.loadRecord()).toEqual({ ...record, title: 'Binance', market })
  expect(stores.markets.get(market.symbol)).toEqual(market)
  expect(stores.ledger().loadMarkets()).toEqual([market])
  stores.close()
})

it('lets the ledger go when the candles cannot be opened', () => {
  const directory = temporaryFolder()
  new AccountStores(directory).close()
  writeFileSync(join(directory, 'market.db'), 'no candles, but a letter to my aunt. '.repeat(40))
  expect(failureOf(() => new AccountStores(directory)).reason).toBe('damaged')
  expectLetGo(directory)
})

it('does not trust candles again that turned out damaged when they were read', () => {
  const directory = temporaryFolder()
  const path = join(directory, 'market.db')
  const stores = new AccountStores(directory)
  const candles = Array.from({ length: 2_000 }, (_, index) => sampleCandle(index, '30000'))
  stores.candles(SAMPLE_MARKET).appendHistory(candles)
  stores.close()
  const bytes = readFileSync(path)
  writeFileSync(path, bytes.fill(0xff, 8_192))
  noteSound(path)
  const rotten = new AccountStores(directory)
  const read = () => rotten.candles(SAMPLE_MARKET).loadRecentCandles(2_000)
  expect(failureOf(read).reason).toBe('damaged')
  rotten.close()
  expect(failureOf(() => new AccountStores(directory)).message).toContain('is damaged')
})

it('lets the ledger go when its markets make no sense', () => {
  const directory = temporaryFolder()
  new AccountStores(directory).close()
  executeIn(join(directory, 'ledger.db'), "INSERT INTO markets VALUES ('BTC/USDT', '{}')")
  expect(failureOf(() => new AccountStores(directory)).reason).toBe('damaged')
  expectLetGo(directory)
})

it.each([
  `UPDATE facts SET value = '{"mode":"dream"}'`,
  "UPDATE facts SET value = json_set(value, '$.symbol', 'ETH/USDT')",
])('calls a record that makes no sense damage: %s', (change) => {
  const directory = temporaryFolder()
  const stores = new AccountStores(directory)
  stores.createAccount(record, [opening], 7)
  executeIn(join(directory, 'ledger.db'), change)
  expect(failureOf(() => stores.loadRecord()).reason).toBe('damaged')
  stores.close()
})

function expectLetGo(directory: string): void {
  const other = new Database(join(directory, 'ledger.db'), { timeout: 0 })
  other.exec('BEGIN EXCLUSIVE; ROLLBACK')
  other.close()
}
