import type Database from 'better-sqlite3'
import type { z } from 'zod'
import type { AuditStore } from '../ports/audit-log.ts'
import { StoreError } from '../ports/store-error.ts'
import { document, factFrom } from './document-parsers.ts'
import { settings0001 } from './migrations/0001-settings.ts'
import { audit0003 } from './migrations/0003-audit.ts'
import { openDatabase } from './open-database.ts'
import { SqliteAuditStore } from './sqlite-audit-store.ts'
import { stored } from './store-failure.ts'

const SETTINGS_MIGRATIONS = [settings0001, audit0003] as const

/** Named documents of the profile: settings, the wizard's draft, which account is in use; and what was changed in it. */
export class SettingsStore {
  /** Of what holds for all accounts. */
  readonly audit: AuditStore
  readonly #database: Database.Database

  constructor(path: string) {
    const kind = { migrations: SETTINGS_MIGRATIONS, synchronous: 'FULL' } as const
    this.#database = openDatabase(path, kind)
    this.audit = new SqliteAuditStore(this.#database)
  }

  load<Value>(name: string, schema: z.ZodType<Value>): Value | undefined {
    const row = stored(this.#database.name, () =>
      this.#database.prepare('SELECT value FROM settings WHERE name = ?').get(name),
    )
    if (row === undefined) return undefined
    try {
      return document(schema, factFrom(row, name), name)
    } catch (error) {
      throw inFile(this.#database.name, error)
    }
  }

  save(name: string, value: unknown): void {
    stored(this.#database.name, () =>
      this.#database
        .prepare(
          'INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
        )
        .run(name, JSON.stringify(value)),
    )
  }

  close(): void {
    this.#database.close()
  }
}

/** Names the file of a document that cannot be read, and what is lost with it: accounts are in files of their own. */
function inFile(path: string, error: unknown): unknown {
  if (!(error instanceof StoreError)) return error
  return new StoreError(
    error.reason,
    `${error.message} It is in ${path}, and Cryptobot has not changed it.`,
    `Quit Cryptobot and restore ${path} from a backup. To go on without one, move that file to another folder and start Cryptobot again: settings and limits of all accounts are then as at the first start; accounts, orders and money stay as they are.`,
    error,
  )
}
