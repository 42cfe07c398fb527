import { failure, type Result, success } from '../../../app/domain/result.ts'
import { largest } from './amount.ts'
import type { EngineState } from './engine-state.ts'
import type { Order } from './order.ts'
import type { OrderRequest } from './order-request.ts'
import { draftOrder, enter, findRejection, reserve } from './placing.ts'
import type { Rejection } from './rejection.ts'
import { reservationFor } from './reservation.ts'

/** Two orders of which one can fill (OCO). What is locked, is locked once. */
export function placePair(
  state: EngineState,
  requests: readonly [OrderRequest, OrderRequest],
): Result<readonly [Order, Order], Rejection> {
  const rejection = findRejection(state, requests[0]) ?? findRejection(state, requests[1])
  if (rejection) return failure(rejection)
  const listId = state.nextId()
  const first = { ...draftOrder(state, requests[0]), listId }
  const second = { ...draftOrder(state, requests[1]), listId }
  const { ask } = state.prices.quote(first.symbol)
  const reserved = largest(reservationFor(first, ask), reservationFor(second, ask))
  if (!reserve(state, first, reserved)) return failure({ kind: 'insufficient-balance' })
  return success([enter(state, { ...first, reserved }), enter(state, second)])
}
