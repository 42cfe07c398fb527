import type { Migration } from '../open-database.ts'

export const settings0001: Migration = {
  name: '0001-settings',
  sql: `
    CREATE TABLE settings (
      name TEXT NOT NULL PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT;
  `,
}
