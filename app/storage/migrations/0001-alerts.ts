import type { Migration } from '../open-database.ts'

export const alerts0001: Migration = {
  name: '0001-alerts',
  sql: `
    CREATE TABLE alerts (
      alert_id TEXT NOT NULL PRIMARY KEY,
      kind TEXT NOT NULL,
      severity TEXT NOT NULL,
      key TEXT NOT NULL,
      title TEXT NOT NULL,
      text TEXT NOT NULL,
      time INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE deliveries (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      alert_id TEXT NOT NULL REFERENCES alerts (alert_id) ON DELETE CASCADE,
      channel_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      planned_at INTEGER NOT NULL,
      held_because TEXT NOT NULL,
      state TEXT NOT NULL,
      due_at INTEGER NOT NULL,
      attempts INTEGER NOT NULL,
      trouble TEXT NOT NULL
    ) STRICT;
    CREATE INDEX deliveries_waiting ON deliveries (due_at) WHERE state = 'waiting';
    CREATE INDEX deliveries_by_channel ON deliveries (channel_id, id) WHERE state = 'waiting';
    CREATE INDEX deliveries_by_kind ON deliveries (kind, planned_at);
    CREATE INDEX deliveries_by_alert ON deliveries (alert_id);

    CREATE TABLE facts (
      name TEXT NOT NULL PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT;
  `,
}
