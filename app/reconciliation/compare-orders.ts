import { isFinished, isTakenOver, type Order, type OrderEvent } from '../domain/order.ts'
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

/** Reports by our ids of the orders that they are about; those of others that were taken over included. */
export function byClientOrderId(
  reports: readonly OrderReport[],
  orders: Iterable<Order>,
): ReadonlyMap<string | null, OrderReport> {
  const listed = new Map(reports.map((report) => [report.clientOrderId, report]))
  for (const order of orders) {
    const report = isTakenOver(order) ? reports.find((one) => isAbout(one, order)) : undefined
    if (report) listed.set(order.clientOrderId, report)
  }
  return listed
}

/** By the exchange's id: each market may count its orders by itself. */
export function isAbout(
  { symbol, exchangeOrderId }: OrderReport,
  order: Pick<Order, 'intent' | 'exchangeOrderId'>,
): boolean {
  return exchangeOrderId === order.exchangeOrderId && symbol === order.intent.symbol
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
