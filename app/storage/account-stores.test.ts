import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { money, SAMPLE_MARKET, sampleCandle } from '../domain/sample-market.fixture.ts'
import type { AccountRecord } from './account-record.ts'
import { AccountStores } from './account-stores.ts'
import { failureOf } from './failure-of.fixture.ts'
import { temporaryFolder } from './temporary-folder.fixture.ts'

const record: AccountRecord = {
  mode: 'paper',
  title: 'replay of BTCUSDT-1h.csv',
  startingBalance: money('123456789012345678.00000001'),
  market: SAMPLE_MARKET,
}
const deposit = { currency: 'USDT', amount: record.startingBalance, time: 1 }

it('has no account at first, and then the one that was made, with its money', () => {
  const directory = temporaryFolder()
  const stores = new AccountStores(directory)
  expect(stores.loadRecord()).toBeUndefined()
  stores.createAccount(record, deposit)
  stores.candles(SAMPLE_MARKET).append(sampleCandle(0, '1'), money('1'))
  stores.close()
  const reopened = new AccountStores(directory)
  expect(reopened.loadRecord()).toEqual(record)
  expect(reopened.ledger(SAMPLE_MARKET).loadDeposits()).toEqual([deposit])
  expect(reopened.candles(SAMPLE_MARKET).loadRecentCandles(5)).toHaveLength(1)
  reopened.close()
})

it('makes no account without its money', () => {
  const directory = temporaryFolder()
  new AccountStores(directory).close()
  const other = new Database(join(directory, 'ledger.db'))
  other.exec("CREATE TRIGGER fault BEFORE INSERT ON deposits BEGIN SELECT RAISE(ABORT, 'no'); END")
  other.close()
  const stores = new AccountStores(directory)
  expect(failureOf(() => stores.createAccount(record, deposit)).reason).toBe('failed')
  expect(stores.loadRecord()).toBeUndefined()
  stores.close()
})

it('replaces the record of an account that is there', () => {
  const stores = new AccountStores(temporaryFolder())
  stores.createAccount(record, deposit)
  stores.saveRecord({ ...record, title: 'Binance' })
  expect(stores.loadRecord()).toEqual({ ...record, title: 'Binance' })
  stores.close()
})

it('lets the ledger go when the candles cannot be opened', () => {
  const directory = temporaryFolder()
  new AccountStores(directory).close()
  writeFileSync(join(directory, 'market.db'), 'no candles, but a letter to my aunt. '.repeat(40))
  expect(failureOf(() => new AccountStores(directory)).reason).toBe('damaged')
  const other = new Database(join(directory, 'ledger.db'), { timeout: 0 })
  other.exec('BEGIN EXCLUSIVE; ROLLBACK')
  other.close()
})

it('calls a record that makes no sense damage', () => {
  const directory = temporaryFolder()
  const stores = new AccountStores(directory)
  stores.createAccount(record, deposit)
  const other = new Database(join(directory, 'ledger.db'))
  other.exec(`UPDATE facts SET value = '{"mode":"dream"}'`)
  other.close()
  expect(failureOf(() => stores.loadRecord()).reason).toBe('damaged')
  stores.close()
})
