import type { Order, OrderEvent } from '../domain/order.ts'
import type { Clock } from '../ports/clock.ts'
import type { ExchangeClient, OrderLookup } from '../ports/exchange-client.ts'

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
  const first = await lookUp(orders, exchange)
  if (first.absent.length > 0) await delay(clock, exchange.visibilityLagMs)
  const second = await lookUp(first.absent, exchange)
  const time = clock.now()
  const absences = second.absent.map(
    ({ clientOrderId }): OrderEvent => ({ kind: 'absent', clientOrderId, time }),
  )
  return {
    events: [...first.events, ...second.events, ...absences],
    open: [...first.open, ...second.open],
  }
}

interface Look extends Resolution {
  readonly absent: readonly Order[]
}

async function lookUp(orders: readonly Order[], exchange: ExchangeClient): Promise<Look> {
  const events: OrderEvent[] = []
  const open: { order: Order; reason: string }[] = []
  const absent: Order[] = []
  for (const order of orders) {
    const lookup = await findSafely(order, exchange)
    if (lookup.kind === 'found') events.push(...lookup.events)
    else if (lookup.kind === 'failed') open.push({ order, reason: lookup.reason })
    else absent.push(order)
  }
  return { events, open, absent }
}

/** A query that throws has failed like any other: it says nothing about the order. */
async function findSafely(
  { clientOrderId }: Order,
  exchange: ExchangeClient,
): Promise<OrderLookup> {
  try {
    return await exchange.findOrder(clientOrderId)
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) }
  }
}

function delay(clock: Clock, delayMs: number): Promise<void> {
  if (delayMs === 0) return Promise.resolve()
  return new Promise((resolve) => {
    clock.schedule(delayMs, resolve)
  })
}
