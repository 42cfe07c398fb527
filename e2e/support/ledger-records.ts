import { join } from 'node:path'
import Database from 'better-sqlite3'
import { z } from 'zod'
import { candlesOf } from '../../app/domain/candle-arrays.ts'
import { formatDecimal } from '../../app/domain/decimal-text.ts'
import { CandleSeries } from '../../app/storage/candles/candle-series.ts'
import { OWN_SERIES } from '../../app/storage/migrations/0002-candle-blocks.ts'

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
const equity = z.object({ open_time: z.number(), equity: z.string() })

export type FillRecord = z.infer<typeof fill>
export type LedgerRecords = ReturnType<typeof readLedger>

/** Reads an account's databases on its own terms: plain SQL, and of the application's code only what unpacks candles. */
export function readLedger(accountDirectory: string) {
  const ledger = new Database(join(accountDirectory, 'ledger.db'), { readonly: true })
  const market = new Database(join(accountDirectory, 'market.db'), { readonly: true })
  try {
    const rows = (from: Database.Database, table: string) =>
      from.prepare(`SELECT * FROM ${table} ORDER BY rowid`).all()
    // The app may be writing: what is committed together is read together.
    return {
      ...ledger.transaction(() => ({
        orders: z.array(order).parse(rows(ledger, 'orders')),
        fills: z.array(fill).parse(rows(ledger, 'fills')),
        deposits: z.array(deposit).parse(rows(ledger, 'transfers')),
        decisions: z.array(decision).parse(rows(ledger, 'decisions')),
      }))(),
      candles: market.transaction(() =>
        candlesIn(market, z.array(equity).parse(rows(market, 'equity'))),
      )(),
    }
  } finally {
    ledger.close()
    market.close()
  }
}

function candlesIn(market: Database.Database, points: readonly z.infer<typeof equity>[]) {
  const series = new CandleSeries(market, OWN_SERIES)
  const { priceDecimals } = series.extent()
  const equityAt = new Map(points.map((point) => [point.open_time, point.equity]))
  return candlesOf(series.read(0, Number.MAX_SAFE_INTEGER, priceDecimals)).map(
    ({ openTime, close }) => ({
      open_time: openTime,
      close: formatDecimal(close, priceDecimals),
      equity: equityAt.get(openTime) ?? null,
    }),
  )
}
