import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  money,
  price,
  quantity,
  SAMPLE_MARKET,
  sampleIntent,
} from '../domain/sample-market.fixture.ts'
import { openAccountReader } from './account-reader.ts'
import { AccountStores } from './account-stores.ts'
import { failureOf } from './failure-of.fixture.ts'
import { LEDGER_FILE } from './ledger-file.ts'
import { ledger0001 } from './migrations/0001-ledger.ts'
import { nthFill, nthOrder } from './nth-order.fixture.ts'
import { openDatabase } from './open-database.ts'
import { executeIn } from './raw-database.fixture.ts'
import { temporaryFolder } from './temporary-folder.fixture.ts'

const record = {
  mode: 'paper',
  title: 'Binance',
  startingBalance: money('10000'),
  idPrefix: 'cb',
  market: SAMPLE_MARKET,
} as const
const opening = {
  reference: 'opening-USDT',
  kind: 'opening',
  currency: 'USDT',
  amount: money('10000'),
  time: 0,
} as const
const drift = {
  driftId: 'balance-BTC',
  kind: 'balance',
  about: 'BTC',
  symbol: null,
  currencies: ['BTC'],
  moves: [],
  ours: '0',
  theirs: '1',
  since: 0,
  state: 'open',
} as const

/** An account as an engine has it open, with one order in it. */
function running() {
  const directory = temporaryFolder()
  const stores = new AccountStores(directory)
  onTestFinished(() => stores.close())
  stores.createAccount(record, [opening], 1)
  stores.ledger().insertOrders([nthOrder(1)])
  return { directory, path: join(directory, LEDGER_FILE), stores, ledger: stores.ledger() }
}

function readerOf(directory: string) {
  const reader = openAccountReader(directory)
  onTestFinished(() => reader.close())
  return reader
}

describe('beside an engine', () => {
  it('reads what is there', () => {
    const { directory, ledger } = running()
    ledger.bookFill(nthFill(1), nthOrder(1, { filledQuantity: quantity('0.1') }))
    ledger.saveDrift(drift)
    const reader = readerOf(directory)
    expect(reader.record).toEqual(record)
    expect([...reader.markets.all()]).toEqual([SAMPLE_MARKET])
    expect(reader.orders()).toEqual([nthOrder(1, { filledQuantity: quantity('0.1') })])
    expect(reader.fills()).toEqual([nthFill(1)])
    expect(reader.transfers()).toEqual([opening])
    expect(reader.drifts()).toEqual([drift])
  })

  it('sees what is written meanwhile, also in markets that are new', () => {
    const { directory, ledger } = running()
    const reader = readerOf(directory)
    expect(reader.orders()).toHaveLength(1)
    const other = { ...SAMPLE_MARKET, symbol: 'ETH/USDT', base: 'ETH' }
    ledger.saveMarket(other)
    const { symbol } = other
    const intent = sampleIntent({ symbol, type: 'limit', limitPrice: price('2000.01') })
    ledger.insertOrders([nthOrder(2, { intent }), nthOrder(3)])
    expect(reader.orders()).toEqual([nthOrder(1), nthOrder(2, { intent }), nthOrder(3)])
    expect(reader.markets.get(symbol)).toEqual(other)
  })

  it('gives the newest when asked for so many', () => {
    const { directory, ledger } = running()
    ledger.insertOrders([nthOrder(2), nthOrder(3)])
    for (const part of [0, 1, 2]) ledger.bookFill(nthFill(1, part), nthOrder(1))
    const reader = readerOf(directory)
    expect(reader.orders(2)).toEqual([nthOrder(2), nthOrder(3)])
    expect(reader.orders(0)).toEqual([])
    expect(reader.fills(2)).toEqual([nthFill(1, 1), nthFill(1, 2)])
    expect(reader.fills()).toHaveLength(3)
  })

  it('reads the last commit in the middle of the next', () => {
    const { directory, path } = running()
    const writer = new Database(path)
    writer.exec("BEGIN IMMEDIATE; UPDATE orders SET note = 'not yet'")
    const reader = readerOf(directory)
    expect(reader.orders()).toEqual([nthOrder(1)])
    writer.exec('COMMIT')
    expect(reader.orders()).toEqual([nthOrder(1, { note: 'not yet' })])
    writer.close()
  })

  it('neither holds up the engine nor changes its file', () => {
    const { directory, path, stores, ledger } = running()
    const hashes = () => [path, `${path}-wal`].map(hashOf)
    const before = hashes()
    const reader = readerOf(directory)
    reader.orders()
    expect(hashes()).toEqual(before)
    ledger.insertOrders([nthOrder(2)])
    stores.close()
    expect(reader.orders()).toHaveLength(2)
    reader.close()
    executeIn(path, 'BEGIN EXCLUSIVE; ROLLBACK; PRAGMA wal_checkpoint(TRUNCATE)')
  })
})

it('reads an account that nothing runs', () => {
  const { directory, stores } = running()
  stores.close()
  const before = hashOf(join(directory, LEDGER_FILE))
  const reader = openAccountReader(directory)
  expect(reader.orders()).toEqual([nthOrder(1)])
  reader.close()
  expect(hashOf(join(directory, LEDGER_FILE))).toBe(before)
  const reopened = new AccountStores(directory)
  expect(reopened.ledger().insertOrders([nthOrder(2)])).toBe(true)
  reopened.close()
})

describe('says what is the matter with', () => {
  it('a folder without an account, and makes none', () => {
    const directory = join(temporaryFolder(), 'none')
    const failure = failureOf(() => openAccountReader(directory))
    expect(failure).toMatchObject({ reason: 'failed', message: expect.stringContaining(directory) })
    mkdirSync(directory)
    expect(failureOf(() => openAccountReader(directory)).message).toBe(failure.message)
  })

  it('an account that was not finished', () => {
    const directory = temporaryFolder()
    new AccountStores(directory).close()
    expect(failureOf(() => openAccountReader(directory)).message).toContain('no account')
  })

  it('a newer file', () => {
    const { directory, path } = running()
    executeIn(path, 'PRAGMA user_version = 99')
    const failure = failureOf(() => openAccountReader(directory))
    expect(failure).toMatchObject({
      reason: 'newer',
      message: expect.stringContaining('format 99'),
    })
  })

  it('an older file, and leaves it as it is', () => {
    const directory = temporaryFolder()
    const path = join(directory, LEDGER_FILE)
    openDatabase(path, { migrations: [ledger0001], synchronous: 'FULL' }).close()
    const before = hashOf(path)
    const failure = failureOf(() => openAccountReader(directory))
    expect(failure).toMatchObject({ reason: 'failed', message: expect.stringContaining('older') })
    expect(failure.action).toContain('Open the account')
    expect(hashOf(path)).toBe(before)
  })

  it('a file that is no database', () => {
    const directory = temporaryFolder()
    writeFileSync(join(directory, LEDGER_FILE), 'a letter to my aunt. '.repeat(40))
    expect(failureOf(() => openAccountReader(directory)).reason).toBe('damaged')
  })

  it('a row that makes no sense', () => {
    const { directory, path } = running()
    executeIn(path, "UPDATE orders SET quantity = 'much'")
    const reader = readerOf(directory)
    expect(failureOf(() => reader.orders()).reason).toBe('damaged')
    expect(reader.transfers()).toEqual([opening])
  })
})

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}
