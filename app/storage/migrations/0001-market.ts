import type { Migration } from '../open-database.ts'

/** The candles of an account's market; equity is null for history from before the account. */
export const market0001: Migration = {
  name: '0001-market',
  sql: `
    CREATE TABLE candles (
      open_time INTEGER PRIMARY KEY,
      open TEXT NOT NULL,
      high TEXT NOT NULL,
      low TEXT NOT NULL,
      close TEXT NOT NULL,
      volume TEXT NOT NULL,
      equity TEXT
    ) STRICT;
  `,
}
