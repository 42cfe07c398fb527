import { copyFileSync, existsSync, rmSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { StoreError } from '../ports/store-error.ts'
import { storeError } from './store-failure.ts'

const SIDE_FILES = ['-wal', '-shm']

export interface Check {
  /** The newest format that this version knows. */
  readonly knownVersion: number
  readonly timeoutMs: number
  /** Reads the whole file; without it, only what it says of itself. */
  readonly isThorough: boolean
}

/**
 * Throws a `StoreError` unless the file is sound, ours and not newer than `knownVersion`. It is opened for reading alone:
 * a connection that may write would move the log of a crash into the file when it closes.
 */
export function checkDatabase(path: string, check: Check): void {
  const before = SIDE_FILES.filter((suffix) => existsSync(`${path}${suffix}`))
  try {
    inspect(path, check)
  } catch (error) {
    const added = SIDE_FILES.filter((suffix) => !before.includes(suffix))
    for (const suffix of added) rmSync(`${path}${suffix}`, { force: true })
    throw withCopy(path, storeError(path, error))
  }
}

/** Only a first start that was cut short leaves a rollback journal, and it takes writing to roll it back. */
function inspect(path: string, { knownVersion, timeoutMs, isThorough }: Check): void {
  const readonly = !existsSync(`${path}-journal`)
  const database = new Database(path, { timeout: timeoutMs, readonly })
  try {
    const verdict = isThorough ? database.pragma('quick_check(1)', { simple: true }) : 'ok'
    if (verdict !== 'ok') throw damaged(path, `is damaged: ${String(verdict)}`)
    const version = Number(database.pragma('user_version', { simple: true }))
    if (version > knownVersion) throw newer(path, version, knownVersion)
    if (version === 0 && holdsTables(database)) {
      throw damaged(path, "is another program's database")
    }
  } finally {
    database.close()
  }
}

function holdsTables(database: Database.Database): boolean {
  return database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() !== undefined
}

function damaged(path: string, fault: string): StoreError {
  return new StoreError('damaged', `${path} ${fault}.`, 'Restore it from a backup.')
}

function newer(path: string, version: number, knownVersion: number): StoreError {
  return new StoreError(
    'newer',
    `${path} was written by a newer version of Cryptobot (format ${version}, this one knows ${knownVersion}).`,
    'Install the newer version again.',
  )
}

/** Keeps one copy of each state of a file that cannot be used, and tells where. */
function withCopy(path: string, error: unknown): unknown {
  if (!(error instanceof StoreError) || (error.reason !== 'damaged' && error.reason !== 'newer'))
    return error
  return new StoreError(
    error.reason,
    `${error.message} Cryptobot has not changed it and ${keepCopy(path)}.`,
    `${error.action} To start with an empty one instead, move ${path} to another folder and start Cryptobot again.`,
    error,
  )
}

function keepCopy(path: string): string {
  const copy = `${path}.kept-${Math.round(statSync(path).mtimeMs)}`
  try {
    if (!existsSync(copy)) {
      copyFileSync(path, copy)
      if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`)
    }
    return `kept a copy as ${copy}`
  } catch (error) {
    return `could not keep a copy as ${copy} (${String(error)})`
  }
}
