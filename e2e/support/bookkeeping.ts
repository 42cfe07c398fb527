import { unitsOf, worthOf } from './exact-amount.ts'
import type { FillRecord, LedgerRecords } from './ledger-records.ts'

const MINUTE_MS = 60_000

export type Balances = { readonly quote: bigint; readonly base: bigint }

/** Start − costs + proceeds − fees, worked out apart from the application. */
export function balancesOf({ deposits, fills }: LedgerRecords): Balances {
  return fills.reduce(withFill, startOf(deposits))
}

function startOf(deposits: LedgerRecords['deposits']): Balances {
  return { quote: deposits.reduce((sum, { amount }) => sum + unitsOf(amount), 0n), base: 0n }
}

function withFill({ quote, base }: Balances, { side, cost, fee, quantity }: FillRecord): Balances {
  const sign = side === 'buy' ? 1n : -1n
  return {
    quote: quote - sign * unitsOf(cost) - unitsOf(fee),
    base: base + sign * unitsOf(quantity),
  }
}

/** The balances in quote currency at a price. */
export function equityOf({ quote, base }: Balances, close: string): bigint {
  return quote + worthOf(base, unitsOf(close))
}

/**
 * Everything in a ledger that cannot be: an order or a fill that is there twice, one that does not add up, a candle
 * that is missing, an equity that does not follow from the fills. Empty when the books are sound.
 */
export function faultsOf(records: LedgerRecords): readonly string[] {
  return [...candleFaults(records), ...orderFaults(records), ...equityFaults(records)]
}

function candleFaults({ candles }: LedgerRecords): readonly string[] {
  return candles.flatMap(({ open_time: time }, index) => {
    const before = candles[index - 1]
    if (!before || time - before.open_time === MINUTE_MS) return []
    return [`after the candle of ${before.open_time} comes that of ${time}`]
  })
}

function orderFaults({ orders, fills }: LedgerRecords): readonly string[] {
  const faults: string[] = []
  const moments = new Set<string>()
  for (const order of orders) {
    const own = fills.filter((fill) => fill.client_order_id === order.client_order_id)
    const filled = own.reduce((sum, { quantity }) => sum + unitsOf(quantity), 0n)
    const name = `order ${order.client_order_id}`
    if (filled !== unitsOf(order.filled_quantity)) faults.push(`${name}: its fills do not add up`)
    if (filled > unitsOf(order.quantity)) faults.push(`${name}: filled more than was ordered`)
    const moment = `${order.side} at ${order.created_at}`
    if (moments.has(moment)) faults.push(`${name}: a second ${moment}`)
    moments.add(moment)
  }
  const ids = new Set(fills.map((fill) => fill.fill_id))
  if (ids.size !== fills.length) faults.push('a fill is there twice')
  return faults
}

/** Every point of the equity curve, recomputed from the deposits and the fills up to that candle. */
function equityFaults({ candles, deposits, fills }: LedgerRecords): readonly string[] {
  const faults: string[] = []
  const waiting = [...fills]
  let balances = startOf(deposits)
  for (const { open_time: time, close, equity } of candles) {
    while (waiting[0] && waiting[0].time <= time) {
      balances = withFill(balances, waiting[0])
      waiting.shift()
    }
    const expected = equityOf(balances, close)
    if (equity !== null && unitsOf(equity) !== expected)
      faults.push(`equity at ${time} is ${equity}, not ${expected} units`)
  }
  return faults
}
