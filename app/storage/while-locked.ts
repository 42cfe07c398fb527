import Database from 'better-sqlite3'
import { stored } from './store-failure.ts'

/** Others hold it for as long as it takes to write a small file. */
const BUSY_TIMEOUT_MS = 10_000

/** One process at a time, by a lock of the system's that goes with the process however that ends. Throws a `StoreError`. */
export function whileLocked<Value>(path: string, act: () => Value): Value {
  const database = stored(path, () => new Database(path, { timeout: BUSY_TIMEOUT_MS }))
  try {
    stored(path, () => database.exec('BEGIN EXCLUSIVE'))
    return act()
  } finally {
    database.close()
  }
}
