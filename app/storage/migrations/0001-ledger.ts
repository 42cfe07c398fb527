import type { Migration } from '../open-database.ts'

/** Amounts and prices are decimal text: exact, whatever precision the exchange uses later, and readable by people. */
export const ledger0001: Migration = {
  name: '0001-ledger',
  sql: `
    CREATE TABLE orders (
      client_order_id TEXT NOT NULL PRIMARY KEY,
      intent_id TEXT NOT NULL UNIQUE,
      bot_id TEXT NOT NULL,
      symbol TEXT NOT NULL,
      side TEXT NOT NULL,
      purpose TEXT NOT NULL,
      type TEXT NOT NULL,
      quantity TEXT NOT NULL,
      limit_price TEXT,
      exchange_order_id TEXT,
      state TEXT NOT NULL,
      filled_quantity TEXT NOT NULL,
      filled_cost TEXT NOT NULL,
      note TEXT,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX orders_open ON orders (created_at)
      WHERE state IN ('submitting', 'unresolved', 'open', 'partially-filled');

    CREATE TABLE fills (
      fill_id TEXT NOT NULL,
      client_order_id TEXT NOT NULL REFERENCES orders,
      exchange_order_id TEXT NOT NULL,
      bot_id TEXT NOT NULL,
      symbol TEXT NOT NULL,
      side TEXT NOT NULL,
      price TEXT NOT NULL,
      quantity TEXT NOT NULL,
      cost TEXT NOT NULL,
      fee TEXT NOT NULL,
      liquidity TEXT NOT NULL,
      time INTEGER NOT NULL,
      -- Two of our own orders that trade with each other share the exchange's id.
      PRIMARY KEY (client_order_id, fill_id)
    ) STRICT;

    CREATE TABLE deposits (
      id INTEGER PRIMARY KEY,
      currency TEXT NOT NULL,
      amount TEXT NOT NULL,
      time INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE decisions (
      id INTEGER PRIMARY KEY,
      time INTEGER NOT NULL,
      bot_id TEXT NOT NULL,
      kind TEXT NOT NULL,
      reason TEXT NOT NULL,
      detail TEXT NOT NULL,
      intent_id TEXT
    ) STRICT;

    CREATE TABLE bots (
      id TEXT NOT NULL PRIMARY KEY,
      definition TEXT NOT NULL,
      status TEXT NOT NULL
    ) STRICT;

    CREATE TABLE facts (
      name TEXT NOT NULL PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT;
  `,
}
