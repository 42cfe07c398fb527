import type Database from 'better-sqlite3'

const OPEN_STATES = "('submitting', 'unresolved', 'open', 'partially-filled')"

/** Compiled once: preparing a statement costs more than running it. */
export function prepareLedgerStatements(database: Database.Database) {
  return {
    insertOrder: database.prepare<unknown[]>(
      `INSERT INTO orders VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT DO NOTHING`,
    ),
    updateOrder: database.prepare<unknown[]>(
      `UPDATE orders SET exchange_order_id = ?, state = ?, filled_quantity = ?, filled_cost = ?, note = ?,
         updated_at = ? WHERE client_order_id = ?`,
    ),
    insertFill: database.prepare<unknown[]>(
      'INSERT INTO fills VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    insertDeposit: database.prepare<unknown[]>(
      'INSERT INTO deposits (currency, amount, time) VALUES (?, ?, ?)',
    ),
    insertDecision: database.prepare<unknown[]>(
      'INSERT INTO decisions (time, bot_id, kind, reason, detail, intent_id) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    pruneDecisions: database.prepare<unknown[]>('DELETE FROM decisions WHERE id <= ?'),
    saveBot: database.prepare<unknown[]>(
      `INSERT INTO bots VALUES (?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET definition = excluded.definition, status = excluded.status`,
    ),
    saveFact: database.prepare<unknown[]>(
      'INSERT INTO facts VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    ),
    findOrder: database.prepare<unknown[]>('SELECT * FROM orders WHERE client_order_id = ?'),
    openOrders: database.prepare<unknown[]>(
      `SELECT * FROM orders WHERE state IN ${OPEN_STATES} ORDER BY created_at, rowid`,
    ),
    recentOrders: database.prepare<unknown[]>('SELECT * FROM orders ORDER BY rowid DESC LIMIT ?'),
    fills: database.prepare<unknown[]>('SELECT * FROM fills ORDER BY rowid'),
    recentFills: database.prepare<unknown[]>('SELECT * FROM fills ORDER BY rowid DESC LIMIT ?'),
    deposits: database.prepare<unknown[]>('SELECT * FROM deposits ORDER BY id'),
    recentDecisions: database.prepare<unknown[]>(
      'SELECT * FROM decisions ORDER BY id DESC LIMIT ?',
    ),
    bots: database.prepare<unknown[]>('SELECT * FROM bots ORDER BY rowid'),
    findFact: database.prepare<unknown[]>('SELECT value FROM facts WHERE name = ?'),
  }
}

export type LedgerStatements = ReturnType<typeof prepareLedgerStatements>
