import { isFinished, type Order, type OrderEvent } from '../domain/order.ts'
import type { OrderLookup, OrderReport } from '../ports/exchange-client.ts'

/** What a report tells about an order of ours; fills are told by executions alone. */
export function eventOf(report: OrderReport, clientOrderId: string, time: number): OrderEvent {
  const { exchangeOrderId, filledQuantity: reportedQuantity, state } = report
  const news = { clientOrderId, time }
  if (state === 'rejected' && reportedQuantity === 0) {
    return { kind: 'rejected', reason: 'rejected by the exchange', ...news }
  }
  if (state === 'cancelled' || state === 'rejected') {
    const reason = 'cancelled at the exchange'
    return { kind: 'cancelled', exchangeOrderId, reportedQuantity, reason, ...news }
  }
  return { kind: 'accepted', exchangeOrderId, reportedQuantity, ...news }
}

/** Orders by the ids that we gave them. */
export function byClientOrderId(
  reports: readonly OrderReport[],
): ReadonlyMap<string | null, OrderReport> {
  return new Map(reports.map((report) => [report.clientOrderId, report]))
}

export type Finding =
  | { readonly kind: 'told'; readonly event: OrderEvent }
  /** The exchange says explicitly that it does not know the order. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'silent' }

const SILENT: Finding = { kind: 'silent' }
const ABSENT: Finding = { kind: 'absent' }

/** What a round of questions tells about one of our orders. */
export function findingOn(
  order: Order,
  listed: ReadonlyMap<string | null, OrderReport>,
  lookups: ReadonlyMap<string, OrderLookup>,
  time: number,
): Finding {
  const { clientOrderId } = order
  const report = listed.get(clientOrderId)
  if (report) return { kind: 'told', event: eventOf(report, clientOrderId, time) }
  const lookup = lookups.get(clientOrderId)
  if (lookup?.kind === 'found') {
    return { kind: 'told', event: eventOf(lookup.report, clientOrderId, time) }
  }
  return lookup?.kind === 'absent' && !isFinished(order) ? ABSENT : SILENT
}
