import { add, type Quantity, ZERO_QUANTITY } from '../domain/amount.ts'
import type { OrderRequest } from '../ports/exchange-client.ts'
import { mayTrade, tradedPosition } from './exposure-fault.ts'
import type { World } from './world.ts'

/** Why an order must not be sent beside the others of its group, judged by what these really do at the exchange. */
export function groupFault(
  world: World,
  { order, clientOrderId }: OrderRequest,
  rivalId: string | undefined,
): string | undefined {
  if (order.link === null) return undefined
  const { groupId, role } = order.link
  if (role === 'replacement') {
    const canTrade = mayTrade(world, groupId) !== ZERO_QUANTITY
    return canTrade ? `while ${groupId}, which it replaces, could still trade` : undefined
  }
  const pair = world.waited.get(groupId)
  // The stop that is kept for what a bot holds leads no group.
  if (groupId === clientOrderId && pair === undefined) {
    const held = tradedPosition(world, order.botId, order.symbol)
    return order.quantity > held ? 'for more than its bot holds' : undefined
  }
  let sold = order.quantity
  for (const [id, sent] of world.sentIds) {
    const { link } = sent.order
    if (id === clientOrderId || link?.groupId !== groupId || link.role === 'replacement') continue
    if (id !== rivalId && mayTrade(world, id) !== ZERO_QUANTITY)
      return `while ${id} could still trade`
    sold = add(sold, tradedBy(world, id))
  }
  if (pair?.purpose === 'exit') return sold > pair.quantity ? 'for more than its pair' : undefined
  if (!world.sentIds.has(groupId)) return undefined
  return sold > tradedBy(world, groupId) ? 'for more than its entry had bought' : undefined
}

function tradedBy({ exchange }: World, clientOrderId: string): Quantity {
  let traded: Quantity = ZERO_QUANTITY
  for (const execution of exchange.executions) {
    if (execution.clientOrderId === clientOrderId) traded = add(traded, execution.quantity)
  }
  return traded
}
