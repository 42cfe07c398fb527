import { endOrder, endRivals, latest, stillOpen } from './ending.ts'
import type { EngineState } from './engine-state.ts'
import { match } from './executing.ts'
import { isWorkingStatus, type Order, takesAnyPrice } from './order.ts'
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
  const working = endRivals(state, { ...order, status: 'new' })
  const triggered = state.record(working, 'triggered')
  expireUnlessResting(state, match(state, triggered, false))
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
