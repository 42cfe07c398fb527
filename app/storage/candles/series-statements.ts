import type Database from 'better-sqlite3'
import { TAIL_COLUMNS } from './tail-rows.ts'

/** About what a row takes on the disk. */
const TAIL_ROW_BYTES = 40

/** What is asked of the tables of `CANDLE_TABLES`. */
export type SeriesStatements = ReturnType<typeof seriesStatements>

export function seriesStatements(database: Database.Database) {
  const sql = (text: string) => database.prepare<unknown[]>(text)
  return {
    // Blocks do not overlap: only the one that begins at or before a time can reach beyond it.
    blocks: sql(`SELECT * FROM candle_blocks
      WHERE series_id = $id AND first_time < $until AND first_time >= coalesce(
        (SELECT first_time FROM candle_blocks WHERE series_id = $id AND first_time <= $from
          ORDER BY first_time DESC LIMIT 1), $from)
      ORDER BY first_time`),
    blockBefore: sql(`SELECT * FROM candle_blocks
      WHERE series_id = ? AND first_time < ? ORDER BY first_time DESC LIMIT 1`),
    lastBlockTime: sql(`SELECT last_time FROM candle_blocks
      WHERE series_id = ? ORDER BY first_time DESC LIMIT 1`).pluck(),
    putBlock: sql('INSERT INTO candle_blocks VALUES (?, ?, ?, ?, ?, ?, ?)'),
    deleteBlock: sql('DELETE FROM candle_blocks WHERE series_id = ? AND first_time = ?'),
    tail: sql(`SELECT ${TAIL_COLUMNS} FROM candle_tail
      WHERE series_id = ? AND open_time >= ? AND open_time < ? ORDER BY open_time`).raw(),
    newestTail: sql(`SELECT ${TAIL_COLUMNS} FROM candle_tail
      WHERE series_id = ? ORDER BY open_time DESC LIMIT ?`).raw(),
    newestTailTime: sql(
      'SELECT open_time FROM candle_tail WHERE series_id = ? ORDER BY open_time DESC LIMIT 1',
    ).pluck(),
    firstTailTime: sql(
      'SELECT open_time FROM candle_tail WHERE series_id = ? ORDER BY open_time LIMIT 1',
    ).pluck(),
    countTail: sql('SELECT count(*) FROM candle_tail WHERE series_id = ?').pluck(),
    putTail: sql('INSERT OR REPLACE INTO candle_tail VALUES (?, ?, ?, ?, ?, ?, ?, ?)'),
    deleteTail: sql('DELETE FROM candle_tail WHERE series_id = ? AND open_time BETWEEN ? AND ?'),
    extent: sql(`
      SELECT coalesce(sum(candles), 0) AS candles, min(first) AS first, max(last) AS last,
             max(decimals) AS decimals, coalesce(sum(bytes), 0) AS bytes FROM (
        SELECT candles, first_time AS first, last_time AS last, price_decimals AS decimals,
               length(data) AS bytes
          FROM candle_blocks WHERE series_id = $id
        UNION ALL
        SELECT 1, open_time, open_time, price_decimals, ${TAIL_ROW_BYTES}
          FROM candle_tail WHERE series_id = $id)`),
  }
}
