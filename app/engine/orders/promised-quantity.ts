import { add, larger, type Quantity, smaller, ZERO_QUANTITY } from '../../domain/amount.ts'
import { bindingOrders } from '../../domain/binding-orders.ts'
import { type Order, remainingQuantity } from '../../domain/order.ts'
import type { OrderTracker } from '../../execution/order-tracker.ts'
import { isForLater } from '../portfolio.ts'

/** What sales that do not wait still have to trade. */
export function sellingNow(sales: readonly Order[]): Quantity {
  return [...bindingOrders(sales)]
    .filter((order) => !isForLater(order))
    .reduce((sum, order) => add(sum, remainingQuantity(order)), ZERO_QUANTITY)
}

/** What sales are for, those that wait included: a group sells the same thing once. */
export function promisedQuantity(
  sales: readonly Order[],
  tracker: Pick<OrderTracker, 'find'>,
): Quantity {
  const byGroup = new Map<string, Quantity>()
  for (const order of sales) {
    const key = order.intent.link?.groupId ?? order.clientOrderId
    const promised = promisedBy(order, tracker.find(key))
    byGroup.set(key, larger(byGroup.get(key) ?? ZERO_QUANTITY, promised))
  }
  return [...byGroup.values()].reduce(add, ZERO_QUANTITY)
}

/** What protects a purchase is for no more than that has bought. */
function promisedBy(order: Order, leader: Order | undefined): Quantity {
  const left = remainingQuantity(order)
  return leader?.intent.purpose === 'enter' ? smaller(left, leader.filledQuantity) : left
}
