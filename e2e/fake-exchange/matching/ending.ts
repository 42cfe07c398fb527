import type { EngineState } from './engine-state.ts'
import { isOpen, type Order } from './order.ts'
import { spentAsset } from './reservation.ts'

/** Ends an order, and the others of its list with it; what was locked is free again. */
export function endOrder(state: EngineState, order: Order, status: 'canceled' | 'expired'): Order {
  const ended = endOne(state, order, status)
  for (const other of openOthers(state, ended, 'listId')) endOne(state, other, status)
  return ended
}

/** One of several rivals works or fills: the others expire, and it takes over what was locked for all. */
export function endRivals(state: EngineState, order: Order): Order {
  let reserved = order.reserved
  for (const rival of openOthers(state, order, 'rivalsId')) {
    reserved += rival.reserved
    state.record({ ...rival, status: 'expired', reserved: 0n }, 'expired')
  }
  return { ...order, reserved }
}

export function release(state: EngineState, order: Order): Order {
  if (order.reserved === 0n) return order
  const asset = spentAsset(order, state.market(order.symbol))
  state.changeBalances(order.accountId, [{ asset, free: order.reserved, locked: -order.reserved }])
  return { ...order, reserved: 0n }
}

function endOne(state: EngineState, order: Order, status: 'canceled' | 'expired'): Order {
  const ended = state.record({ ...release(state, order), status }, status)
  state.announceBalances(order.accountId, [spentAsset(order, state.market(order.symbol))])
  return ended
}

function openOthers(
  state: EngineState,
  order: Order,
  bond: 'listId' | 'rivalsId',
): readonly Order[] {
  if (order[bond] === null) return []
  return state.orders.open().filter((other) => other[bond] === order[bond] && other.id !== order.id)
}

export function latest(state: EngineState, order: Order): Order {
  return state.orders.find(order.id) ?? order
}

export function stillOpen(state: EngineState, order: Order): boolean {
  return isOpen(latest(state, order))
}
