import type { Migration } from '../open-database.ts'

export const research0001: Migration = {
  name: '0001-research',
  sql: `
    CREATE TABLE searches (
      search_id TEXT NOT NULL PRIMARY KEY,
      created_at INTEGER NOT NULL,
      request TEXT NOT NULL
    ) STRICT;

    CREATE TABLE trials (
      search_id TEXT NOT NULL REFERENCES searches (search_id) ON DELETE CASCADE,
      stage TEXT NOT NULL,
      position INTEGER NOT NULL,
      outcome TEXT NOT NULL,
      PRIMARY KEY (search_id, stage, position)
    ) STRICT, WITHOUT ROWID;
  `,
}
