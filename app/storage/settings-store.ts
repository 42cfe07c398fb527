import type Database from 'better-sqlite3'
import type { z } from 'zod'
import type { AuditStore } from '../ports/audit-log.ts'
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
    return row === undefined ? undefined : document(schema, factFrom(row, name), name)
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
