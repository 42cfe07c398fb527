import type { Migration } from '../open-database.ts'

export const searchResults0003: Migration = {
  name: '0003-search-results',
  sql: `
    CREATE TABLE search_results (
      search_id TEXT NOT NULL PRIMARY KEY REFERENCES searches (search_id) ON DELETE CASCADE,
      result TEXT NOT NULL
    ) STRICT;
  `,
}
