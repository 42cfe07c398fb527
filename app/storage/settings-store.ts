import type Database from 'better-sqlite3'
import type { z } from 'zod'
import { document, factFrom } from './document-parsers.ts'
import { settings0001 } from './migrations/0001-settings.ts'
import { openDatabase } from './open-database.ts'
import { stored } from './store-failure.ts'

/** Named documents of the profile: settings, the wizard's draft, which account is in use. */
export class SettingsStore {
  readonly #database: Database.Database

  constructor(path: string) {
    this.#database = openDatabase(path, { migrations: [settings0001], synchronous: 'FULL' })
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
