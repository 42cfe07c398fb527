import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { databaseBytes } from './database-bytes.ts'
import { temporaryFolder } from './temporary-folder.fixture.ts'

it('counts what is not in the file yet', () => {
  const path = join(temporaryFolder(), 'some.db')
  const database = new Database(path)
  database.pragma('journal_mode = WAL')
  database.exec('CREATE TABLE facts (value)')
  const before = databaseBytes(path)
  database.exec("INSERT INTO facts VALUES ('x')")
  expect(databaseBytes(path)).toBeGreaterThan(before)
  database.close()
})

it('counts a file alone, and nothing where there is none', () => {
  const path = join(temporaryFolder(), 'some.db')
  expect(databaseBytes(path)).toBe(0)
  writeFileSync(path, '12345')
  expect(databaseBytes(path)).toBe(5)
})
