import type { Migration } from '../open-database.ts'

/** The money that an order is for, where it is for all there is: a restart finds it as it was. */
export const orderFunds0005: Migration = {
  name: '0005-order-funds',
  sql: 'ALTER TABLE orders ADD COLUMN funds TEXT;',
}
