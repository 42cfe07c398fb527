import { join } from 'node:path'
import Database from 'better-sqlite3'
import { z } from 'zod'

const order = z.object({
  client_order_id: z.string(),
  intent_id: z.string(),
  side: z.enum(['buy', 'sell']),
  quantity: z.string(),
  state: z.string(),
  filled_quantity: z.string(),
  created_at: z.number(),
})
const fill = z.object({
  fill_id: z.string(),
  client_order_id: z.string(),
  side: z.enum(['buy', 'sell']),
  price: z.string(),
  quantity: z.string(),
  cost: z.string(),
  fee: z.string(),
  time: z.number(),
})
const deposit = z.object({ currency: z.string(), amount: z.string() })
const decision = z.object({ id: z.number(), kind: z.string(), reason: z.string() })
const candle = z.object({ open_time: z.number(), close: z.string(), equity: z.string().nullable() })

export type FillRecord = z.infer<typeof fill>
export type LedgerRecords = ReturnType<typeof readLedger>

/** Reads an account's databases on its own terms: plain SQL, none of the application's code. */
export function readLedger(accountDirectory: string) {
  const ledger = new Database(join(accountDirectory, 'ledger.db'), { readonly: true })
  const market = new Database(join(accountDirectory, 'market.db'), { readonly: true })
  try {
    const rows = (from: Database.Database, table: string) =>
      from.prepare(`SELECT * FROM ${table} ORDER BY rowid`).all()
    return {
      orders: z.array(order).parse(rows(ledger, 'orders')),
      fills: z.array(fill).parse(rows(ledger, 'fills')),
      deposits: z.array(deposit).parse(rows(ledger, 'transfers')),
      decisions: z.array(decision).parse(rows(ledger, 'decisions')),
      candles: z.array(candle).parse(rows(market, 'candles')),
    }
  } finally {
    ledger.close()
    market.close()
  }
}
