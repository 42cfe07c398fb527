import type { Migration } from '../open-database.ts'

/** What was changed and by whom, in ledgers and in the profile's settings. AUTOINCREMENT remembers how many there were. */
export const audit0003: Migration = {
  name: '0003-audit',
  sql: `
    CREATE TABLE audit (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      time INTEGER NOT NULL,
      actor TEXT NOT NULL,
      action TEXT NOT NULL,
      subject TEXT NOT NULL,
      detail TEXT NOT NULL,
      hash TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER audit_is_not_altered BEFORE UPDATE ON audit
      BEGIN SELECT RAISE(ABORT, 'an audit entry is never altered'); END;
    CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
      BEGIN SELECT RAISE(ABORT, 'an audit entry is never deleted'); END;
  `,
}
