import type { OrderReply } from '../domain/order.ts'
import type { OrderReport } from '../ports/exchange-client.ts'
import type { Placing } from './simulated-exchange.ts'

/** What the exchange's answer to an order tells about it: that an id is taken tells nothing. */
export function replyTo(placing: Placing, clientOrderId: string, time: number): OrderReply {
  switch (placing.kind) {
    case 'accepted': {
      const { exchangeOrderId, filledQuantity: reportedQuantity } = placing.report
      return { kind: 'accepted', clientOrderId, exchangeOrderId, reportedQuantity, time }
    }
    case 'rejected':
      return { kind: 'rejected', clientOrderId, reason: placing.reason, time }
    case 'duplicate':
      return { kind: 'unknown', clientOrderId, reason: 'duplicate client order id', time }
  }
}

/** The same of what the exchange's stream tells. */
export function replyAbout(report: OrderReport, clientOrderId: string, time: number): OrderReply {
  const { exchangeOrderId, filledQuantity: reportedQuantity, state } = report
  if (state === 'rejected') {
    return { kind: 'rejected', clientOrderId, reason: 'rejected by the exchange', time }
  }
  const known = { clientOrderId, exchangeOrderId, reportedQuantity, time }
  if (state === 'cancelled') {
    return { kind: 'cancelled', reason: 'cancelled at the exchange', ...known }
  }
  return { kind: 'accepted', ...known }
}
