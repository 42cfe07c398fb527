import type { Fill } from '../domain/fill.ts'
import { newOrder, type Order } from '../domain/order.ts'
import { SAMPLE_START, sampleFill, sampleIntent } from '../domain/sample-market.fixture.ts'

/** The n-th of a row of orders, with the fills that belong to it named after it. */
export function nthOrder(index: number, changes: Partial<Order> = {}): Order {
  const intent = sampleIntent({ intentId: `bot1-${index}-e` })
  const order = newOrder({
    intent,
    clientOrderId: `cb-bot1-${index}-e`,
    payload: `quantity=0.1&id=${index}`,
    time: SAMPLE_START + index,
  })
  return { ...order, ...changes }
}

export function nthFill(index: number, part = 0): Fill {
  const clientOrderId = `cb-bot1-${index}-e`
  const exchangeOrderId = `paper-${clientOrderId}`
  return sampleFill({ clientOrderId, exchangeOrderId, fillId: `${exchangeOrderId}-${part}` })
}
