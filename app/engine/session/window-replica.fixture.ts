import type { EngineSnapshot, EngineUpdate } from '../../contract/engine-view.ts'
import { HISTORY_LIMITS } from '../../contract/history-limits.ts'

/** What the window makes of an update, in the plainest way that keeps to the contract. */
export function applyUpdate(snapshot: EngineSnapshot, update: EngineUpdate): EngineSnapshot {
  return {
    sequence: update.sequence,
    account: snapshot.account,
    status: update.status,
    candles: mergeColumns(snapshot.candles, update.candles),
    equity: {
      time: tail([...snapshot.equity.time, ...update.equity.time], HISTORY_LIMITS.equity),
      equity: tail([...snapshot.equity.equity, ...update.equity.equity], HISTORY_LIMITS.equity),
    },
    orders: mergeOrders(snapshot.orders, update.orders),
    fills: tail([...snapshot.fills, ...update.fills], HISTORY_LIMITS.fills),
    decisions: tail([...snapshot.decisions, ...update.decisions], HISTORY_LIMITS.decisions),
  }
}

type Columns = EngineSnapshot['candles']

function mergeColumns(before: Columns, after: Columns): Columns {
  const joined = <Value>(a: readonly Value[], b: readonly Value[]) =>
    tail([...a, ...b], HISTORY_LIMITS.candles)
  const lines = Object.entries(before.lines).map(
    ([id, values]) => [id, joined(values, after.lines[id] ?? [])] as const,
  )
  return {
    openTime: joined(before.openTime, after.openTime),
    open: joined(before.open, after.open),
    high: joined(before.high, after.high),
    low: joined(before.low, after.low),
    close: joined(before.close, after.close),
    volume: joined(before.volume, after.volume),
    lines: Object.fromEntries(lines),
  }
}

function mergeOrders(before: EngineSnapshot['orders'], changed: EngineSnapshot['orders']) {
  const orders = new Map(before.map((order) => [order.intentId, order]))
  for (const order of changed) orders.set(order.intentId, order)
  return tail([...orders.values()], HISTORY_LIMITS.orders)
}

function tail<Value>(values: readonly Value[], limit: number): Value[] {
  return values.slice(-limit)
}
