import { CANDLE_TABLES } from '../candles/candle-tables.ts'
import type { Migration } from '../open-database.ts'

/** Candles of any market, whoever trades it. A series whose base is shorter than itself follows from that one. */
export const candleLibrary0001: Migration = {
  name: '0001-candle-library',
  sql: `
    ${CANDLE_TABLES}
    CREATE TABLE series (
      id INTEGER PRIMARY KEY,
      exchange TEXT NOT NULL,
      symbol TEXT NOT NULL,
      timeframe_ms INTEGER NOT NULL,
      base_ms INTEGER NOT NULL,
      price_decimals INTEGER NOT NULL,
      UNIQUE (exchange, symbol, timeframe_ms, base_ms)
    ) STRICT;

    -- The exchange was asked and has nothing there.
    CREATE TABLE empty_stretches (
      series_id INTEGER NOT NULL,
      from_time INTEGER NOT NULL,
      until_time INTEGER NOT NULL,
      PRIMARY KEY (series_id, from_time)
    ) STRICT, WITHOUT ROWID;

    -- What was begun and is not done yet.
    CREATE TABLE downloads (
      exchange TEXT NOT NULL,
      symbol TEXT NOT NULL,
      timeframe_ms INTEGER NOT NULL,
      from_time INTEGER NOT NULL,
      until_time INTEGER,
      started_at INTEGER NOT NULL,
      PRIMARY KEY (exchange, symbol, timeframe_ms)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE retention (
      timeframe_ms INTEGER PRIMARY KEY,
      kept_ms INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE markets (
      exchange TEXT NOT NULL,
      symbol TEXT NOT NULL,
      definition TEXT NOT NULL,
      refreshed_at INTEGER NOT NULL,
      PRIMARY KEY (exchange, symbol)
    ) STRICT, WITHOUT ROWID;
  `,
}
