import type { EngineState } from '../matching/engine-state.ts'
import { isConditional, type Order } from '../matching/order.ts'

/** What kinds of algo orders there are here; a stop and its target as one ("oco") are not. */
export type AlgoType = 'conditional' | 'trigger' | 'move_order_stop'

/** Of which a plain order was made when its price came. */
export function algoBehind(state: EngineState, { id, type }: Order): Order | undefined {
  if (!isConditional(type)) return undefined
  return state.orders.all().find(({ successorId }) => successorId === id)
}

/** One that waits for a price, or has; what it makes then is a plain order with another id. */
export function isAlgo(state: EngineState, order: Order): boolean {
  return isConditional(order.type) && algoBehind(state, order) === undefined
}
