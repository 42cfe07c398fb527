import type {
  DecisionView,
  EngineSnapshot,
  EngineStatus,
  EngineUpdate,
  FillView,
  OrderView,
} from '../../app/contract/engine-view.ts'
import { HISTORY_LIMITS } from '../../app/contract/history-limits.ts'
import { keepEqual } from './keep-equal.ts'
import { mergeCandles, mergeEquity } from './merge-columns.ts'

/** The snapshot after an update: the same objects wherever nothing changed. */
export function mergeUpdate(snapshot: EngineSnapshot, update: EngineUpdate): EngineSnapshot {
  return {
    sequence: update.sequence,
    account: snapshot.account,
    status: mergeStatus(snapshot.status, update.status),
    candles: mergeCandles(snapshot.candles, update.candles),
    equity: mergeEquity(snapshot.equity, update.equity),
    orders: mergeOrders(snapshot.orders, update.orders),
    fills: appended(snapshot.fills, update.fills, { keyOf: fillKey, limit: HISTORY_LIMITS.fills }),
    decisions: appended(snapshot.decisions, update.decisions, {
      keyOf: decisionKey,
      limit: HISTORY_LIMITS.decisions,
    }),
  }
}

function mergeStatus(before: EngineStatus, after: EngineStatus): EngineStatus {
  return {
    trading: keepEqual(before.trading, after.trading),
    states: keepEqual(before.states, after.states),
    trips: keepEqual(before.trips, after.trips),
    killSwitch: keepEqual(before.killSwitch, after.killSwitch),
    feed: keepEqual(before.feed, after.feed),
    speed: after.speed,
    bots: keepEqual(before.bots, after.bots),
    portfolio: keepEqual(before.portfolio, {
      ...after.portfolio,
      balances: keepEqual(before.portfolio.balances, after.portfolio.balances),
      positions: keepEqual(before.portfolio.positions, after.portfolio.positions),
    }),
    reconciliation: keepEqual(before.reconciliation, after.reconciliation),
    drifts: keepEqual(before.drifts, after.drifts),
  }
}

function mergeOrders(before: OrderView[], changed: readonly OrderView[]): OrderView[] {
  if (changed.length === 0) return before
  const byIntent = new Map(before.map((order) => [order.intentId, order]))
  for (const order of changed) byIntent.set(order.intentId, order)
  return [...byIntent.values()].slice(-HISTORY_LIMITS.orders)
}

type Rule<Row> = { readonly keyOf: (row: Row) => string | number; readonly limit: number }

/** A row that the snapshot held already comes once. */
function appended<Row>(before: Row[], added: readonly Row[], { keyOf, limit }: Rule<Row>): Row[] {
  if (added.length === 0) return before
  const known = new Set(before.map(keyOf))
  return [...before, ...added.filter((row) => !known.has(keyOf(row)))].slice(-limit)
}

function fillKey(fill: FillView): string {
  return fill.fillId
}

function decisionKey(decision: DecisionView): number {
  return decision.id
}
