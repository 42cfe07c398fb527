import type { Order } from './order.ts'

/**
 * Those of some orders that bind something of their own: a stop and a target that rest at the exchange as one bind what they
 * protect once.
 */
export function bindingOrders(orders: readonly Order[]): readonly Order[] {
  const targets = orders.filter(isRestingTarget)
  if (targets.length === 0) return orders
  const stops = new Set<string>()
  for (const { intent, state } of orders) {
    if (intent.link?.role === 'stop' && state !== 'waiting') stops.add(intent.link.groupId)
  }
  return [
    ...orders.filter((order) => !isRestingTarget(order)),
    ...targets.filter(({ intent }) => !stops.has(intent.link?.groupId ?? '')),
  ]
}

/** Alone it would be watched here, and would be a market order once it is sent. */
function isRestingTarget({ state, intent: { type, link } }: Order): boolean {
  return link?.role === 'target' && type === 'take-profit' && state !== 'waiting'
}
