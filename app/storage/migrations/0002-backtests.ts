import type { Migration } from '../open-database.ts'

export const backtests0002: Migration = {
  name: '0002-backtests',
  sql: `
    CREATE TABLE backtests (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      saved_at INTEGER NOT NULL,
      summary TEXT NOT NULL,
      document TEXT NOT NULL
    ) STRICT;
  `,
}
