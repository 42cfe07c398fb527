import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { checkDatabase } from './check-database.ts'
import { forgetSound, isAsLeft, noteSound } from './left-sound.ts'
import { stored } from './store-failure.ts'

/** Brings a database from one version to the next; append-only. */
export interface Migration {
  readonly name: string
  readonly sql: string
}

export interface DatabaseKind {
  readonly migrations: readonly Migration[]
  /** FULL: on disk before a commit returns. NORMAL: a power cut may cost the newest commits. */
  readonly synchronous: 'FULL' | 'NORMAL'
  /** Not read through at the start when it was closed in order: for what grows without end and can be had again. */
  readonly trustsLastClose?: true
}

const BUSY_TIMEOUT_MS = 2_000

/**
 * Opens or makes a database. One that is damaged or was written by a newer Cryptobot is left as it is, a copy is put
 * beside it, and a `StoreError` says so.
 */
export function openDatabase(path: string, kind: DatabaseKind): Database.Database {
  if (existsSync(path)) {
    checkDatabase(path, {
      knownVersion: kind.migrations.length,
      timeoutMs: BUSY_TIMEOUT_MS,
      isThorough: !(kind.trustsLastClose && isAsLeft(path)),
    })
  }
  return stored(path, () => {
    if (kind.trustsLastClose) forgetSound(path)
    return openSound(path, kind)
  })
}

/** Closes one of a kind that trusts its last close. */
export function closeInOrder(database: Database.Database): void {
  database.close()
  noteSound(database.name)
}

function openSound(path: string, kind: DatabaseKind): Database.Database {
  if (!existsSync(path)) createPrivate(path)
  const database = new Database(path, { timeout: BUSY_TIMEOUT_MS })
  try {
    configure(database, kind)
    migrate(database, kind.migrations)
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

/** Empty, and readable by its owner alone from the start: SQLite gives its log the same rights. */
function createPrivate(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  closeSync(openSync(path, 'a', 0o600))
}

function configure(database: Database.Database, { synchronous }: DatabaseKind): void {
  database.pragma('journal_mode = WAL')
  database.pragma(`synchronous = ${synchronous}`)
  // On macOS an ordinary fsync does not reach the platter.
  if (synchronous === 'FULL') database.pragma('fullfsync = ON')
  database.pragma('foreign_keys = ON')
}

function migrate(database: Database.Database, migrations: readonly Migration[]): void {
  const version = Number(database.pragma('user_version', { simple: true }))
  const pending = migrations.slice(version)
  if (pending.length === 0) return
  const run = database.transaction(() => {
    for (const migration of pending) database.exec(migration.sql)
    database.pragma(`user_version = ${migrations.length}`)
  })
  run.immediate()
}
