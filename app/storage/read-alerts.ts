import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { z } from 'zod'
import type { AlertSettings } from '../domain/alert-rule.ts'
import { SqliteAlertReader } from './sqlite-alert-reader.ts'
import { stored } from './store-failure.ts'

/** Reads beside an engine that writes; nothing where no alert was ever told or set up. Throws a `StoreError`. */
export function readAlerts<Value>(
  path: string,
  settings: z.ZodType<AlertSettings>,
  read: (alerts: SqliteAlertReader) => Value,
): Value | undefined {
  if (!existsSync(path)) return undefined
  const database = stored(path, () => new Database(path, { readonly: true, fileMustExist: true }))
  try {
    return read(new SqliteAlertReader(database, settings))
  } finally {
    database.close()
  }
}
