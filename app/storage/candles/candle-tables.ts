/**
 * Where candles lie: whole stretches as blocks, and the newest few as rows until they make a block. Every row of a series
 * is newer than its blocks, and no two blocks of it overlap.
 */
export const CANDLE_TABLES = `
  CREATE TABLE candle_blocks (
    series_id INTEGER NOT NULL,
    first_time INTEGER NOT NULL,
    last_time INTEGER NOT NULL,
    candles INTEGER NOT NULL,
    price_decimals INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (series_id, first_time)
  ) STRICT;

  -- Volumes are whole numbers, or their digits where those are too many for one.
  CREATE TABLE candle_tail (
    series_id INTEGER NOT NULL,
    open_time INTEGER NOT NULL,
    open INTEGER NOT NULL,
    high INTEGER NOT NULL,
    low INTEGER NOT NULL,
    close INTEGER NOT NULL,
    volume ANY NOT NULL,
    price_decimals INTEGER NOT NULL,
    PRIMARY KEY (series_id, open_time)
  ) STRICT, WITHOUT ROWID;
`
