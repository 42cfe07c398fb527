import { failure, type Result, success } from '../../../app/domain/result.ts'
import type { Amount } from './amount.ts'
import { release } from './ending.ts'
import type { EngineState } from './engine-state.ts'
import { match } from './executing.ts'
import type { Order } from './order.ts'
import type { Rejection } from './rejection.ts'
import { reservationFor, reserve } from './reservation.ts'

export interface Amendment {
  readonly price?: Amount
  readonly quantity?: Amount
  readonly triggerPrice?: Amount
}

/** Changes a working order under its own id. */
export function amend(
  state: EngineState,
  order: Order,
  amendment: Amendment,
): Result<Order, Rejection> {
  const changed: Order = { ...order, ...amendment }
  const left = { ...changed, quantity: changed.quantity - changed.filled }
  if (left.quantity <= 0n) return failure({ kind: 'rule', rule: 'quantity-range' })
  const isUnreserved = order.status === 'waiting' && order.reservesWhenTriggered
  const needed = reservationFor(left, state.prices.quote(order.symbol).ask)
  const reserved = isUnreserved ? 0n : needed
  release(state, order)
  if (!reserve(state, changed, reserved)) {
    reserve(state, order, order.reserved)
    return failure({ kind: 'insufficient-balance' })
  }
  const amended = state.record({ ...changed, reserved }, 'amended')
  return success(amended.status === 'waiting' ? amended : match(state, amended, false))
}
