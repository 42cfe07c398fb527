import { add, type Quantity, subtract, ZERO_QUANTITY } from '../domain/amount.ts'
import { workingKey } from '../domain/working-order.ts'
import type { OrderRequest } from '../ports/exchange-client.ts'
import { mayTrade, tradedPosition } from './exposure-fault.ts'
import type { World } from './world.ts'

/** Why a working order must not be sent, judged by what its bot's others really do at the exchange. */
export function workingFault(
  world: World,
  { order, clientOrderId }: OrderRequest,
): string | undefined {
  const { botId, symbol } = order
  const key = workingKey(botId, order.intentId)
  if (key === undefined) return undefined
  let selling: Quantity = ZERO_QUANTITY
  for (const [id, { order: other }] of world.sentIds) {
    if (id === clientOrderId || other.botId !== botId) continue
    const left = mayTrade(world, id)
    if (left === ZERO_QUANTITY) continue
    if (workingKey(botId, other.intentId) === key)
      return `while ${id}, of the same key, could trade`
    if (other.side === 'sell') selling = add(selling, left)
  }
  if (order.side === 'buy') return undefined
  const left = subtract(tradedPosition(world, botId, symbol), selling)
  return order.quantity > left ? `for more than its bot has left, which is ${left}` : undefined
}
