import { CANDLE_TABLES } from '../candles/candle-tables.ts'
import type { Migration } from '../open-database.ts'

/** The one series of an account's file. */
export const OWN_SERIES = 1

const PRICES = ['open', 'high', 'low', 'close']
const ZEROS = `'${'0'.repeat(18)}'`

function decimals(column: string): string {
  return `iif(instr(${column}, '.') = 0, 0, length(${column}) - instr(${column}, '.'))`
}

/** The digits of decimal text, as a count of 10^-places. */
function units(column: string, places: string): string {
  return `replace(${column}, '.', '') || substr(${ZEROS}, 1, ${places} - ${decimals(column)})`
}

/** Candles in rows of decimal text become whole numbers, and blocks as soon as they are written again. */
export const candleBlocks0002: Migration = {
  name: '0002-candle-blocks',
  sql: `
    ${CANDLE_TABLES}
    CREATE TABLE equity (
      open_time INTEGER PRIMARY KEY,
      equity TEXT NOT NULL
    ) STRICT;
    INSERT INTO equity SELECT open_time, equity FROM candles WHERE equity IS NOT NULL;
    INSERT INTO candle_tail
      SELECT ${OWN_SERIES}, open_time,
             ${PRICES.map((name) => `CAST(${units(name, 'places')} AS INTEGER)`).join(', ')},
             iif(length(${units('volume', '8')}) > 15, ltrim(${units('volume', '8')}, '0'),
                 CAST(${units('volume', '8')} AS INTEGER)),
             places
        FROM (SELECT *, max(${PRICES.map(decimals).join(', ')}) AS places FROM candles);
    DROP TABLE candles;
  `,
}
