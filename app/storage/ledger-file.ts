import { ledger0001 } from './migrations/0001-ledger.ts'
import { execution0002 } from './migrations/0002-execution.ts'
import { audit0003 } from './migrations/0003-audit.ts'
import { orderLimits0004 } from './migrations/0004-order-limits.ts'
import { orderFunds0005 } from './migrations/0005-order-funds.ts'

/** The file of an account that must never be lost, in its folder. */
export const LEDGER_FILE = 'ledger.db'

/** The file's version is how many of them it has been through. */
export const LEDGER_MIGRATIONS = [
  ledger0001,
  execution0002,
  audit0003,
  orderLimits0004,
  orderFunds0005,
] as const
