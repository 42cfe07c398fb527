import type { Migration } from '../open-database.ts'

/** What somebody limited one order to: it holds still when an order has waited over a restart. */
export const orderLimits0004: Migration = {
  name: '0004-order-limits',
  sql: `
    ALTER TABLE orders ADD COLUMN collar_max TEXT;
    ALTER TABLE orders ADD COLUMN slippage_max TEXT;
  `,
}
