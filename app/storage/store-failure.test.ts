import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { failureOf } from './failure-of.fixture.ts'
import { openLedger } from './ledger-database.fixture.ts'
import { nthOrder } from './nth-order.fixture.ts'
import { stored } from './store-failure.ts'

it('says that another program has the file when it stays locked', () => {
  const { path, database, store } = openLedger()
  database.pragma('busy_timeout = 20')
  const other = new Database(path)
  other.exec('BEGIN EXCLUSIVE')
  const failure = failureOf(() => store.insertOrders([nthOrder(1)]))
  expect(failure).toMatchObject({ reason: 'busy', action: expect.stringContaining('Close') })
  expect(failure.message).toContain(path)
  other.exec('ROLLBACK')
  other.close()
  expect(store.insertOrders([nthOrder(1)])).toBe(true)
})

it('says that the file cannot be written', () => {
  const { path, database, store } = openLedger()
  database.pragma('query_only = ON')
  const failure = failureOf(() => store.insertOrders([nthOrder(1)]))
  expect(failure.reason).toBe('read-only')
  expect(failure.message).toContain(path)
  expect(store.loadOpenOrders()).toEqual([])
})

it('says that the disk is full, and goes on when there is room again', () => {
  const { database, store } = openLedger()
  database.pragma(`max_page_count = ${database.pragma('page_count', { simple: true })}`)
  const note = 'x'.repeat(20_000)
  const failure = failureOf(() => store.insertOrders([nthOrder(1, { note })]))
  expect(failure).toMatchObject({ reason: 'full', action: expect.stringContaining('Free') })
  expect(store.loadOpenOrders()).toEqual([])
  database.pragma('max_page_count = 100000')
  expect(store.insertOrders([nthOrder(1, { note })])).toBe(true)
})

it('knows no better name for other faults of SQLite', () => {
  const { database } = openLedger()
  const failure = failureOf(() => stored('ledger.db', () => database.exec('SELECT * FROM nowhere')))
  expect(failure.reason).toBe('failed')
  expect(failure.message).toContain('nowhere')
})

it.each([
  ['ENOSPC', 'full'],
  ['EROFS', 'read-only'],
  ['EACCES', 'read-only'],
  ['EIO', 'failed'],
])('understands the file system’s %s as %s', (code, reason) => {
  const fault = Object.assign(new Error(code), { code, syscall: 'open' })
  const fail = () => {
    throw fault
  }
  const failure = failureOf(() => stored('/profile/ledger.db', fail))
  expect(failure.reason).toBe(reason)
  expect(failure.cause).toBe(fault)
})

it('leaves a bug as it is', () => {
  const bug = new TypeError('a bug')
  const fail = () => {
    throw bug
  }
  expect(() => stored('ledger.db', fail)).toThrow(bug)
  const { database, store } = openLedger()
  database.close()
  expect(() => store.appendTransfers([])).toThrow(TypeError)
})
