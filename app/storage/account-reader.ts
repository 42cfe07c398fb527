import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Drift } from '../domain/drift.ts'
import type { Fill } from '../domain/fill.ts'
import { MarketBook } from '../domain/market-book.ts'
import type { Order } from '../domain/order.ts'
import type { LimitScope, RiskLimits } from '../domain/risk-limits.ts'
import type { Transfer } from '../domain/transfer.ts'
import type { StoredBot, StoredDecision } from '../ports/ledger-store.ts'
import type { FillsQuery, OrdersQuery } from '../ports/records-query.ts'
import { StoreError } from '../ports/store-error.ts'
import { type AccountRecord, loadAccountRecord } from './account-record.ts'
import { LEDGER_FILE, LEDGER_MIGRATIONS } from './ledger-file.ts'
import { SqliteLedgerReader } from './sqlite-ledger-reader.ts'
import { stored } from './store-failure.ts'

/** An account as it is on disk, whether an engine runs it or not. Each call reads what is there by then. */
export interface AccountReader {
  readonly record: AccountRecord
  /** Whose decimals the prices have; those that are new with a call are in it when that returns. */
  readonly markets: MarketBook
  /** The newest, or all, oldest first. */
  orders(limit?: number): readonly Order[]
  fills(limit?: number): readonly Fill[]
  /** Newest first. */
  ordersBefore(query: OrdersQuery): readonly Order[]
  fillsBefore(query: FillsQuery): readonly Fill[]
  transfers(): readonly Transfer[]
  bots(): readonly StoredBot[]
  /** All of them, oldest first. */
  decisions(): readonly StoredDecision[]
  limits(): readonly (readonly [LimitScope, RiskLimits])[]
  drifts(): readonly Drift[]
  close(): void
}

const BUSY_TIMEOUT_MS = 2_000
/** For SQLite, a negative limit is none. */
const ALL = -1

/**
 * Reads beside an engine that writes, and neither checks the file, which takes long, nor changes anything in it. Throws a
 * `StoreError` when there is no account or another version wrote it.
 */
export function openAccountReader(directory: string): AccountReader {
  const path = join(directory, LEDGER_FILE)
  if (!existsSync(path)) throw missing(directory)
  const database = stored(
    path,
    () => new Database(path, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS }),
  )
  try {
    return readerOf(database, directory)
  } catch (error) {
    database.close()
    throw error
  }
}

function readerOf(database: Database.Database, directory: string): AccountReader {
  stored(database.name, () => {
    database.pragma('query_only = ON')
    expectVersion(database)
  })
  const markets = new MarketBook()
  const ledger = stored(database.name, () => new SqliteLedgerReader(database, markets))
  /** A row and the market that its prices are read with come from the same moment. */
  const read = <Value>(operation: () => Value): Value => {
    const atOnce = database.transaction(() => {
      ledger.readMarkets()
      return operation()
    })
    return stored(database.name, atOnce)
  }
  const record = read(() => loadAccountRecord(database, markets))
  if (record === undefined) throw missing(directory)
  return {
    record,
    markets,
    orders: (limit = ALL) => read(() => ledger.loadRecentOrders(limit)),
    fills: (limit = ALL) => read(() => ledger.loadRecentFills(limit)),
    ordersBefore: (query) => read(() => ledger.loadOrdersBefore(query)),
    fillsBefore: (query) => read(() => ledger.loadFillsBefore(query)),
    transfers: () => read(() => ledger.loadTransfers()),
    bots: () => read(() => ledger.loadBots()),
    decisions: () => read(() => ledger.loadRecentDecisions(ALL)),
    limits: () => read(() => ledger.loadLimits()),
    drifts: () => read(() => ledger.loadDrifts()),
    close: () => {
      database.close()
    },
  }
}

function expectVersion(database: Database.Database): void {
  const version = Number(database.pragma('user_version', { simple: true }))
  const known = LEDGER_MIGRATIONS.length
  if (version === known) return
  const isNewer = version > known
  throw new StoreError(
    isNewer ? 'newer' : 'failed',
    `${database.name} was written by ${isNewer ? 'a newer' : 'an older'} version of Cryptobot (format ${version}, this one reads ${known}).`,
    isNewer
      ? 'Read it with that version.'
      : 'Open the account in this version once, which brings its file up to date.',
  )
}

function missing(directory: string): StoreError {
  return new StoreError(
    'failed',
    `There is no account in ${directory}.`,
    'Check which profile and account were asked for.',
  )
}
