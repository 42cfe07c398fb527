import { chmodSync, copyFileSync, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { StoreError } from '../ports/store-error.ts'
import { storeError } from './store-failure.ts'

/** Brings a database from one version to the next; append-only. */
export interface Migration {
  readonly name: string
  readonly sql: string
}

export interface DatabaseKind {
  readonly migrations: readonly Migration[]
  /** FULL: on disk before a commit returns. NORMAL: a power cut may cost the newest commits. */
  readonly synchronous: 'FULL' | 'NORMAL'
}

const BUSY_TIMEOUT_MS = 2_000

/**
 * Opens or makes a database. One that is damaged or was written by a newer Cryptobot is left as it is, a copy is put
 * beside it, and a `StoreError` says so.
 */
export function openDatabase(path: string, kind: DatabaseKind): Database.Database {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const existed = existsSync(path)
  let database: Database.Database | undefined
  try {
    database = new Database(path, { timeout: BUSY_TIMEOUT_MS })
    if (existed) check(database, path, kind)
    configure(database, kind)
    migrate(database, kind.migrations)
    chmodSync(path, 0o600)
    return database
  } catch (error) {
    database?.close()
    throw withCopy(path, storeError(path, error))
  }
}

function check(database: Database.Database, path: string, { migrations }: DatabaseKind): void {
  const verdict = database.pragma('quick_check(1)', { simple: true })
  if (verdict !== 'ok') {
    throw new StoreError(
      'damaged',
      `${path} is damaged: ${String(verdict)}.`,
      'Restore it from a backup.',
    )
  }
  const version = versionOf(database)
  if (version > migrations.length) {
    throw new StoreError(
      'newer',
      `${path} was written by a newer version of Cryptobot (format ${version}, this one knows ${migrations.length}).`,
      'Install the newer version again.',
    )
  }
}

function configure(database: Database.Database, { synchronous }: DatabaseKind): void {
  database.pragma('journal_mode = WAL')
  database.pragma(`synchronous = ${synchronous}`)
  // On macOS an ordinary fsync does not reach the platter.
  if (synchronous === 'FULL') database.pragma('fullfsync = ON')
  database.pragma('foreign_keys = ON')
}

function migrate(database: Database.Database, migrations: readonly Migration[]): void {
  const pending = migrations.slice(versionOf(database))
  if (pending.length === 0) return
  const run = database.transaction(() => {
    for (const migration of pending) database.exec(migration.sql)
    database.pragma(`user_version = ${migrations.length}`)
  })
  run.immediate()
}

function versionOf(database: Database.Database): number {
  return Number(database.pragma('user_version', { simple: true }))
}

/** Keeps one copy of each state of a file that cannot be used, and tells where. */
function withCopy(path: string, error: unknown): unknown {
  if (!(error instanceof StoreError) || (error.reason !== 'damaged' && error.reason !== 'newer'))
    return error
  const copy = `${path}.kept-${Math.round(statSync(path).mtimeMs)}`
  if (!existsSync(copy)) copyWithLog(path, copy)
  return new StoreError(
    error.reason,
    `${error.message} Cryptobot has not changed it and kept a copy as ${copy}.`,
    `${error.action} To start with an empty one instead, move ${path} to another folder and start Cryptobot again.`,
    error,
  )
}

function copyWithLog(path: string, copy: string): void {
  copyFileSync(path, copy)
  if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`)
}
