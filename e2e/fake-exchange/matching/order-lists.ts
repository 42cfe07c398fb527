import { failure, type Result, success } from '../../../app/domain/result.ts'
import { largest } from './amount.ts'
import type { EngineState } from './engine-state.ts'
import { match } from './executing.ts'
import { isConditional, isOpen, type Order } from './order.ts'
import type { OrderRequest } from './order-request.ts'
import {
  draftOrder,
  enter,
  findFormalRejection,
  findRejection,
  place,
  wouldTake,
} from './placing.ts'
import type { Rejection } from './rejection.ts'
import { reservationFor, reserve } from './reservation.ts'
import { expireUnlessResting } from './sweeping.ts'

/** Two orders of which one can fill (OCO). What is locked, is locked once. */
export function placePair(
  state: EngineState,
  requests: readonly [OrderRequest, OrderRequest],
): Result<readonly [Order, Order], Rejection> {
  const rejection = findRejection(state, requests[0]) ?? findRejection(state, requests[1])
  if (rejection) return failure(rejection)
  const listId = state.nextId()
  const bonds = { listId, rivalsId: listId }
  const first = { ...draftOrder(state, requests[0]), ...bonds }
  const second = { ...draftOrder(state, requests[1]), ...bonds }
  if (wouldTake(state, first) || wouldTake(state, second)) return failure({ kind: 'would-take' })
  if (!reserveOnce(state, [first, second])) return failure({ kind: 'insufficient-balance' })
  return success([enter(state, withReservation(state, first, second)), enter(state, second)])
}

/** An order, and one (OTO) or two rivals (OTOCO) that begin once it has filled. */
export function placeChain(
  state: EngineState,
  working: OrderRequest,
  later: readonly OrderRequest[],
): Result<readonly Order[], Rejection> {
  const rejection = later.map((request) => findFormalRejection(state, request)).find(Boolean)
  if (rejection) return failure(rejection)
  const listId = state.nextId()
  const laterIds: number[] = []
  const placed = place(state, { ...working, listId }, ({ id }) => {
    for (const request of later) {
      const draft = draftOrder(state, { ...request, listId })
      laterIds.push(enter(state, { ...draft, status: 'pending' }).id)
    }
    state.chains.set(id, laterIds)
  })
  if (!placed.ok) return placed
  return success([placed.value, ...ordersOf(state, laterIds)])
}

/** Lets those begin whose turn has come; those whose turn never comes end. */
export function beginChains(state: EngineState): void {
  for (const [workingId, laterIds] of state.chains) {
    const working = state.orders.find(workingId)
    if (!working || isOpen(working)) continue
    state.chains.delete(workingId)
    const later = ordersOf(state, laterIds).filter(isOpen)
    if (working.status === 'filled') begin(state, later)
    else expire(state, later)
  }
}

function begin(state: EngineState, later: readonly Order[]): void {
  const [first, second] = later
  if (!first) return
  if (!reserveOnce(state, later)) {
    expire(state, later)
    return
  }
  const rivalsId = second ? first.listId : null
  const reserved = withReservation(state, first, second ?? first)
  const begun = [reserved, second].filter((order) => order !== undefined)
  const entered = begun.map((order) =>
    enter(state, { ...order, rivalsId, status: isConditional(order.type) ? 'waiting' : 'new' }),
  )
  for (const order of entered) {
    if (order.status === 'new') expireUnlessResting(state, match(state, order, false))
  }
}

function expire(state: EngineState, later: readonly Order[]): void {
  for (const order of later) state.record({ ...order, status: 'expired' }, 'expired')
}

function reserveOnce(state: EngineState, orders: readonly Order[]): boolean {
  const [first, second] = orders
  if (!first) return true
  return reserve(state, first, withReservation(state, first, second ?? first).reserved)
}

/** The first of two carries what is locked for both. */
function withReservation(state: EngineState, first: Order, second: Order): Order {
  const { ask } = state.prices.quote(first.symbol)
  return { ...first, reserved: largest(reservationFor(first, ask), reservationFor(second, ask)) }
}

function ordersOf(state: EngineState, ids: readonly number[]): readonly Order[] {
  return ids.map((id) => state.orders.find(id)).filter((order) => order !== undefined)
}
