import Database from 'better-sqlite3'
import type { AuditStore } from '../ports/audit-log.ts'
import { SqliteAuditStore } from './sqlite-audit-store.ts'
import { stored } from './store-failure.ts'

const BUSY_TIMEOUT_MS = 2_000

/** The audit log in a database of a profile, beside whoever else uses that. Throws a `StoreError` when it cannot be opened. */
export class AuditFile {
  readonly store: AuditStore
  readonly #database: Database.Database

  constructor(path: string) {
    const options = { fileMustExist: true, timeout: BUSY_TIMEOUT_MS }
    this.#database = stored(path, () => new Database(path, options))
    try {
      this.store = stored(path, () => {
        this.#database.pragma('synchronous = FULL')
        return new SqliteAuditStore(this.#database)
      })
    } catch (error) {
      this.#database.close()
      throw error
    }
  }

  close(): void {
    this.#database.close()
  }
}
