import { endOrder, endRivals, latest, stillOpen } from './ending.ts'
import type { EngineState } from './engine-state.ts'
import { match } from './executing.ts'
import { isWorkingStatus, type Order, takesAnyPrice } from './order.ts'
import { reservationFor, reserve, spentAsset } from './reservation.ts'
import { watchPrice } from './trigger.ts'

/** What a new price does to the orders of a market: waiting ones trigger, resting ones fill. */
export function sweep(state: EngineState, symbol: string): void {
  const open = state.orders.open().filter((order) => order.symbol === symbol)
  for (const order of open.filter(({ status }) => status === 'waiting')) {
    if (stillOpen(state, order)) followPrice(state, order)
  }
  const resting = open.filter(({ status }) => isWorkingStatus(status))
  for (const order of resting.toSorted(byPriority)) {
    if (stillOpen(state, order)) match(state, latest(state, order), true)
  }
}

function followPrice(state: EngineState, order: Order): void {
  const { last } = state.prices.quote(order.symbol)
  const { triggered, extreme } = watchPrice(order, last)
  if (triggered) trigger(state, order)
  else if (extreme !== order.trailingExtreme) {
    state.orders.put(state.log.next(), { ...order, trailingExtreme: extreme })
  }
}

function trigger(state: EngineState, order: Order): void {
  const working = { ...order, status: 'new', triggeredAt: state.now() } as const
  const funded = fund(state, endRivals(state, working))
  if (!funded) {
    endOrder(state, order, 'expired')
    return
  }
  const { successorClientId } = state.rules
  const triggered = successorClientId
    ? succeed(state, funded, successorClientId)
    : state.record(funded, 'triggered')
  expireUnlessResting(state, match(state, triggered, false))
}

/** Locks at last what an order spends for which nothing was locked while it waited; undefined when it is not there. */
function fund(state: EngineState, order: Order): Order | undefined {
  if (!order.reservesWhenTriggered) return order
  const { ask } = state.prices.quote(order.symbol)
  const reserved = reservationFor({ ...order, triggerPrice: null }, ask)
  if (!reserve(state, order, reserved)) return undefined
  state.announceBalances(order.accountId, [spentAsset(order, state.market(order.symbol))])
  return { ...order, reserved }
}

/** The order ends, and another one takes its place. */
function succeed(state: EngineState, order: Order, clientIdOf: (id: number) => string): Order {
  const id = state.nextId()
  state.record({ ...order, status: 'expired', reserved: 0n, successorId: id }, 'triggered')
  return state.record(
    { ...order, id, clientOrderId: clientIdOf(id), createdAt: state.now() },
    'new',
  )
}

/** What may not wait in the book ends. */
export function expireUnlessResting(state: EngineState, order: Order): Order {
  const rests = order.timeInForce === 'gtc' && !takesAnyPrice(order.type)
  if (rests || !stillOpen(state, order)) return latest(state, order)
  return endOrder(state, latest(state, order), 'expired')
}

/** The better price first, then the older. */
function byPriority(a: Order, b: Order): number {
  if (a.side !== b.side) return a.side === 'buy' ? -1 : 1
  const [first, second] = a.side === 'buy' ? [b, a] : [a, b]
  const difference = (first.price ?? 0n) - (second.price ?? 0n)
  return difference === 0n ? a.id - b.id : Number(difference > 0n) * 2 - 1
}
