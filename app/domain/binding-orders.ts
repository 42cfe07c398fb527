import type { Order } from './order.ts'

/**
 * Those of some orders that bind something of their own: a stop and a target that rest at the exchange as one bind what they
 * protect once.
 */
export function* bindingOrders(orders: Iterable<Order>): Iterable<Order> {
  const targets: Order[] = []
  const stops = new Set<string>()
  for (const order of orders) {
    const { link } = order.intent
    if (isRestingTarget(order)) targets.push(order)
    else {
      if (link?.role === 'stop' && order.state !== 'waiting') stops.add(link.groupId)
      yield order
    }
  }
  for (const target of targets) {
    if (!stops.has(target.intent.link?.groupId ?? '')) yield target
  }
}

/** Alone it would be watched here, and would be a market order once it is sent. */
function isRestingTarget({ state, intent: { type, link } }: Order): boolean {
  return link?.role === 'target' && type === 'take-profit' && state !== 'waiting'
}
