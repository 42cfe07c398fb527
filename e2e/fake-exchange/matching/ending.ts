import type { EngineState } from './engine-state.ts'
import { isOpen, type Order } from './order.ts'
import { spentAsset } from './reservation.ts'

/** Ends an order, and the others of its list with it; what was locked is free again. */
export function endOrder(state: EngineState, order: Order, status: 'canceled' | 'expired'): Order {
  const ended = endOne(state, order, status)
  for (const sibling of openSiblings(state, ended)) endOne(state, sibling, status)
  return ended
}

/** One order of a list works or fills: the others expire, and it takes over what was locked for all. */
export function endSiblings(state: EngineState, order: Order): Order {
  let reserved = order.reserved
  for (const sibling of openSiblings(state, order)) {
    reserved += sibling.reserved
    state.record({ ...sibling, status: 'expired', reserved: 0n }, 'expired')
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

function openSiblings(state: EngineState, { id, listId }: Order): readonly Order[] {
  if (listId === null) return []
  return state.orders.open().filter((other) => other.listId === listId && other.id !== id)
}

export function latest(state: EngineState, order: Order): Order {
  return state.orders.find(order.id) ?? order
}

export function stillOpen(state: EngineState, order: Order): boolean {
  return isOpen(latest(state, order))
}
