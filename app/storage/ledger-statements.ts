import type Database from 'better-sqlite3'
import { DRIFT_COLUMNS, type DriftRow } from './drift-row.ts'
import { FILL_COLUMNS, type FillRow } from './fill-row.ts'
import { ORDER_COLUMNS, type OrderRow } from './order-row.ts'

const MATCHES = `(@botId IS NULL OR bot_id = @botId) AND (@symbol IS NULL OR symbol = @symbol)
  AND (@side IS NULL OR side = @side)`

/** Compiled once: preparing a statement costs more than running it. */
export function prepareLedgerReads(database: Database.Database) {
  return {
    findOrder: database.prepare<unknown[]>('SELECT * FROM orders WHERE client_order_id = ?'),
    findOrderByExchangeId: database.prepare<unknown[]>(
      `SELECT * FROM orders WHERE symbol = ? AND exchange_order_id = ?
         ORDER BY rowid DESC LIMIT 1`,
    ),
    openOrders: database.prepare<unknown[]>(
      'SELECT * FROM orders WHERE settled = 0 ORDER BY created_at, rowid',
    ),
    recentOrders: database.prepare<unknown[]>('SELECT * FROM orders ORDER BY rowid DESC LIMIT ?'),
    fills: database.prepare<unknown[]>('SELECT * FROM fills ORDER BY rowid'),
    recentFills: database.prepare<unknown[]>('SELECT * FROM fills ORDER BY rowid DESC LIMIT ?'),
    ordersBefore: database.prepare<unknown[]>(
      `SELECT * FROM orders
         WHERE rowid < (SELECT rowid FROM orders WHERE client_order_id = @before)
           AND ${MATCHES} AND (@from IS NULL OR created_at >= @from)
           AND CASE @group
             WHEN 'all' THEN 1
             WHEN 'filled' THEN state = 'filled'
             WHEN 'not-filled' THEN state IN ('cancelled', 'rejected', 'absent')
             ELSE state NOT IN ('filled', 'cancelled', 'rejected', 'absent')
           END
         ORDER BY rowid DESC LIMIT @limit`,
    ),
    fillsBefore: database.prepare<unknown[]>(
      `SELECT * FROM fills
         WHERE rowid < (
             SELECT rowid FROM fills WHERE client_order_id = @clientOrderId AND fill_id = @fillId
           )
           AND ${MATCHES} AND (@from IS NULL OR time >= @from)
         ORDER BY rowid DESC LIMIT @limit`,
    ),
    transfers: database.prepare<unknown[]>('SELECT * FROM transfers ORDER BY rowid'),
    recentDecisions: database.prepare<unknown[]>(
      'SELECT * FROM decisions ORDER BY id DESC LIMIT ?',
    ),
    bots: database.prepare<unknown[]>('SELECT * FROM bots ORDER BY rowid'),
    drifts: database.prepare<unknown[]>('SELECT * FROM drifts ORDER BY rowid'),
    markets: database.prepare<unknown[]>('SELECT * FROM markets ORDER BY rowid'),
    limits: database.prepare<unknown[]>(
      "SELECT * FROM facts WHERE name LIKE 'limits %' ORDER BY rowid",
    ),
    findFact: database.prepare<unknown[]>('SELECT value FROM facts WHERE name = ?'),
  }
}

export function prepareLedgerWrites(database: Database.Database) {
  return {
    insertOrder: database.prepare<OrderRow>(
      `${insertion('orders', ORDER_COLUMNS)} ON CONFLICT DO NOTHING`,
    ),
    updateOrder: database.prepare<OrderRow>(
      `UPDATE orders SET type = @type, quantity = @quantity, trigger_price = @trigger_price,
         exchange_order_id = @exchange_order_id, state = @state, settled = @settled, payload = @payload,
         filled_quantity = @filled_quantity, filled_cost = @filled_cost,
         reported_quantity = @reported_quantity, cancel_requested_at = @cancel_requested_at,
         note = @note, updated_at = @updated_at
       WHERE client_order_id = @client_order_id`,
    ),
    insertFill: database.prepare<FillRow>(
      `${insertion('fills', FILL_COLUMNS)} ON CONFLICT DO NOTHING`,
    ),
    valueFee: database.prepare<unknown[]>(
      'UPDATE fills SET fee_in_quote = ? WHERE client_order_id = ? AND fill_id = ?',
    ),
    insertTransfer: database.prepare<unknown[]>(
      'INSERT INTO transfers VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    insertDecision: database.prepare<unknown[]>(
      'INSERT INTO decisions (time, bot_id, kind, reason, detail, intent_id) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    pruneDecisions: database.prepare<unknown[]>('DELETE FROM decisions WHERE id <= ?'),
    saveBot: database.prepare<unknown[]>(
      `INSERT INTO bots VALUES (?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET definition = excluded.definition, status = excluded.status`,
    ),
    saveDrift: database.prepare<DriftRow>(
      `${insertion('drifts', DRIFT_COLUMNS)}
         ON CONFLICT (drift_id) DO UPDATE SET ${excluded(DRIFT_COLUMNS)}`,
    ),
    saveMarket: database.prepare<unknown[]>(
      `INSERT INTO markets VALUES (?, ?)
         ON CONFLICT (symbol) DO UPDATE SET definition = excluded.definition`,
    ),
    /** As a float: near enough to see whether it fits. */
    highestPrice: database.prepare<{ symbol: string }>(
      `SELECT max(CAST(price AS REAL)) FROM (
         SELECT price FROM fills WHERE symbol = @symbol
         UNION ALL SELECT limit_price FROM orders WHERE symbol = @symbol
         UNION ALL SELECT trigger_price FROM orders WHERE symbol = @symbol)`,
    ),
    saveFact: database.prepare<unknown[]>(
      'INSERT INTO facts VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    ),
  }
}

function insertion(table: string, columns: readonly string[]): string {
  const values = columns.map((column) => `@${column}`)
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${values.join(', ')})`
}

function excluded(columns: readonly string[]): string {
  return columns.map((column) => `${column} = excluded.${column}`).join(', ')
}

export type LedgerReads = ReturnType<typeof prepareLedgerReads>
export type LedgerWrites = ReturnType<typeof prepareLedgerWrites>
