import type { Migration } from '../open-database.ts'

/** Orders of every type, fees in any currency, transfers, drifts, and an account with more than one market. */
export const execution0002: Migration = {
  name: '0002-execution',
  sql: `
    ALTER TABLE orders ADD COLUMN payload TEXT;
    ALTER TABLE orders ADD COLUMN reported_quantity TEXT NOT NULL DEFAULT '0';
    ALTER TABLE orders ADD COLUMN cancel_requested_at INTEGER;
    ALTER TABLE orders ADD COLUMN trigger_price TEXT;
    ALTER TABLE orders ADD COLUMN trailing_rate TEXT;
    ALTER TABLE orders ADD COLUMN time_in_force TEXT NOT NULL DEFAULT 'gtc';
    ALTER TABLE orders ADD COLUMN post_only INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE orders ADD COLUMN group_id TEXT;
    ALTER TABLE orders ADD COLUMN group_role TEXT;
    -- Follows from the state and two amounts, which as text cannot be compared.
    ALTER TABLE orders ADD COLUMN settled INTEGER NOT NULL DEFAULT 0;
    UPDATE orders SET settled = 1 WHERE state IN ('filled', 'cancelled', 'rejected', 'absent');
    DROP INDEX orders_open;
    CREATE INDEX orders_open ON orders (created_at) WHERE settled = 0;
    CREATE INDEX orders_by_exchange_id ON orders (symbol, exchange_order_id)
      WHERE exchange_order_id IS NOT NULL;

    ALTER TABLE fills ADD COLUMN fee_currency TEXT NOT NULL DEFAULT '';
    ALTER TABLE fills ADD COLUMN fee_in_quote TEXT NOT NULL DEFAULT '';
    UPDATE fills SET fee_currency = substr(symbol, instr(symbol, '/') + 1), fee_in_quote = fee;

    CREATE TABLE transfers (
      reference TEXT NOT NULL PRIMARY KEY,
      kind TEXT NOT NULL,
      currency TEXT NOT NULL,
      amount TEXT NOT NULL,
      time INTEGER NOT NULL
    ) STRICT;
    -- There never was more than one deposit of a currency; if there should be, no money is lost.
    INSERT INTO transfers
      SELECT 'opening-' || currency || iif(nth = 1, '', '-' || nth), 'opening', currency, amount, time
        FROM (SELECT *, row_number() OVER (PARTITION BY currency ORDER BY id) AS nth FROM deposits)
        ORDER BY id;
    DROP TABLE deposits;

    CREATE TABLE drifts (
      drift_id TEXT NOT NULL PRIMARY KEY,
      kind TEXT NOT NULL,
      about TEXT NOT NULL,
      symbol TEXT,
      currencies TEXT NOT NULL,
      moves TEXT NOT NULL,
      ours TEXT NOT NULL,
      theirs TEXT NOT NULL,
      since INTEGER NOT NULL,
      state TEXT NOT NULL
    ) STRICT;

    CREATE TABLE markets (
      symbol TEXT NOT NULL PRIMARY KEY,
      definition TEXT NOT NULL
    ) STRICT;
    -- The account's record names its market, and how its orders' ids begin. One that makes no sense is found when it is read.
    INSERT OR IGNORE INTO markets
      SELECT value ->> '$.market.symbol', value -> '$.market' FROM facts
        WHERE name = 'account' AND json_valid(value);
    UPDATE facts
      SET value = json_set(json_remove(value, '$.market'), '$.symbol', value ->> '$.market.symbol',
        '$.idPrefix', 'cb')
      WHERE name = 'account' AND json_valid(value);
  `,
}
