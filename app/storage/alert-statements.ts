import type Database from 'better-sqlite3'

const DELIVERIES = `SELECT d.*, a.severity, a.key, a.title, a.text, a.time
  FROM deliveries d JOIN alerts a USING (alert_id)`
const BY_SEVERITY = "CASE a.severity WHEN 'info' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END"

/** Compiled once: preparing a statement costs more than running it. */
export function prepareAlertReads(database: Database.Database) {
  return {
    findFact: database.prepare<unknown[]>('SELECT value FROM facts WHERE name = ?'),
    findAlert: database.prepare<unknown[]>('SELECT 1 FROM alerts WHERE alert_id = ?'),
    earlier: database.prepare<unknown[]>(
      `SELECT DISTINCT d.channel_id, a.key, d.planned_at FROM deliveries d JOIN alerts a USING (alert_id)
         WHERE d.kind = ? AND d.planned_at > ? ORDER BY d.planned_at`,
    ),
    due: database.prepare<unknown[]>(
      `${DELIVERIES} WHERE d.state = 'waiting' AND d.channel_id = ? AND d.due_at <= ?
         ORDER BY d.id LIMIT ?`,
    ),
    nextDue: database.prepare<unknown[]>(
      "SELECT min(due_at) AS due_at FROM deliveries WHERE state = 'waiting' AND due_at > ?",
    ),
    recent: database.prepare<unknown[]>(`${DELIVERIES} ORDER BY d.id DESC LIMIT ?`),
    countWaiting: database.prepare<unknown[]>(
      "SELECT count(*) AS waiting FROM deliveries WHERE state = 'waiting'",
    ),
  }
}

export function prepareAlertWrites(database: Database.Database) {
  return {
    saveFact: database.prepare<unknown[]>(
      'INSERT INTO facts VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    ),
    insertAlert: database.prepare<unknown[]>('INSERT INTO alerts VALUES (?, ?, ?, ?, ?, ?, ?)'),
    insertDelivery: database.prepare<unknown[]>(
      `INSERT INTO deliveries
         (alert_id, channel_id, kind, planned_at, held_because, state, due_at, attempts, trouble)
         VALUES (?, ?, ?, ?, ?, 'waiting', ?, 0, '')`,
    ),
    change: database.prepare<unknown[]>(
      'UPDATE deliveries SET state = ?, due_at = ?, attempts = ?, trouble = ? WHERE id = ?',
    ),
    makeDue: database.prepare<unknown[]>(
      `UPDATE deliveries SET due_at = ? WHERE channel_id = ? AND state = 'waiting' AND attempts > 0`,
    ),
    abandon: database.prepare<unknown[]>(
      `UPDATE deliveries SET state = 'failed', trouble = ? WHERE channel_id = ? AND state = 'waiting'`,
    ),
    drop: database.prepare<unknown[]>(
      `UPDATE deliveries SET state = 'failed', trouble = ? WHERE id IN (
         SELECT d.id FROM deliveries d JOIN alerts a USING (alert_id) WHERE d.state = 'waiting'
           ORDER BY ${BY_SEVERITY}, d.id LIMIT ?)`,
    ),
    prune: database.prepare<unknown[]>(
      `DELETE FROM alerts WHERE rowid <= (SELECT max(rowid) FROM alerts) - ?
         AND NOT EXISTS (SELECT 1 FROM deliveries d
           WHERE d.alert_id = alerts.alert_id AND d.state = 'waiting')`,
    ),
  }
}

export type AlertReads = ReturnType<typeof prepareAlertReads>
export type AlertWrites = ReturnType<typeof prepareAlertWrites>
