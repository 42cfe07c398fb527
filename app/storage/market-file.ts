import { market0001 } from './migrations/0001-market.ts'
import { candleBlocks0002 } from './migrations/0002-candle-blocks.ts'
import type { DatabaseKind } from './open-database.ts'

/** The candles of an account's market and its equity after each: an exchange could send most of it again. */
export const MARKET_DATABASE: DatabaseKind = {
  migrations: [market0001, candleBlocks0002],
  synchronous: 'NORMAL',
  trustsLastClose: true,
}
