import type { Order, OrderEvent } from '../domain/order.ts'
import type { Clock } from '../ports/clock.ts'
import type { ExchangeClient } from '../ports/exchange-client.ts'

/** What was found out about orders whose outcome was unknown. */
export interface Resolution {
  readonly events: readonly OrderEvent[]
  /** Those about which nothing could be found out, with why: they stay unresolved. */
  readonly open: readonly { readonly order: Order; readonly reason: string }[]
}

/**
 * Asks the exchange about orders that were written down and perhaps sent. Absence counts only when it is seen twice,
 * with the exchange's visibility lag between; a failed query is no answer.
 */
export async function resolveOrders(
  orders: readonly Order[],
  exchange: ExchangeClient,
  clock: Clock,
): Promise<Resolution> {
  const events: OrderEvent[] = []
  const open: { order: Order; reason: string }[] = []
  for (const order of orders) {
    const verdict = await resolveOrder(order, exchange, clock)
    if (typeof verdict === 'string') open.push({ order, reason: verdict })
    else events.push(...verdict)
  }
  return { events, open }
}

/** The events that settle the order, or why they could not be had. */
async function resolveOrder(
  { clientOrderId }: Order,
  exchange: ExchangeClient,
  clock: Clock,
): Promise<readonly OrderEvent[] | string> {
  for (let look = 1; look <= 2; look += 1) {
    const lookup = await exchange.findOrder(clientOrderId)
    if (lookup.kind === 'found') return lookup.events
    if (lookup.kind === 'failed') return lookup.reason
    if (look === 1) await delay(clock, exchange.visibilityLagMs)
  }
  return [{ kind: 'absent', clientOrderId, time: clock.now() }]
}

function delay(clock: Clock, delayMs: number): Promise<void> {
  if (delayMs === 0) return Promise.resolve()
  return new Promise((resolve) => {
    clock.schedule(delayMs, resolve)
  })
}
