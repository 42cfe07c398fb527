import { isOpen, type Order } from '../matching/order.ts'
import { describeCancel, describeNewOrder } from './order-words.ts'

/** What every word about a list has in common. */
function listCore(orders: readonly Order[]) {
  const [first] = orders
  const isOver = !orders.some(isOpen)
  const isPair = orders.every(({ rivalsId }) => rivalsId !== null)
  return {
    id: first?.listId ?? -1,
    contingency: isPair ? 'OCO' : 'OTO',
    statusType: isOver ? 'ALL_DONE' : 'EXEC_STARTED',
    orderStatus: isOver ? 'ALL_DONE' : 'EXECUTING',
    clientId: first?.listClientId ?? `list${first?.listId}`,
    time: first?.updatedAt,
    symbol: first?.symbol,
    isOver,
  }
}

/** As lists are answered with and looked up. */
export function describeList(orders: readonly Order[]): object {
  const list = listCore(orders)
  return {
    orderListId: list.id,
    contingencyType: list.contingency,
    listStatusType: list.statusType,
    listOrderStatus: list.orderStatus,
    listClientOrderId: list.clientId,
    transactionTime: list.time,
    symbol: list.symbol,
    orders: orders.map(({ symbol, id, clientOrderId }) => ({ symbol, orderId: id, clientOrderId })),
    orderReports: orders.map((order) =>
      list.isOver
        ? describeCancel(order, order.clientOrderId)
        : describeNewOrder(order, [], 'RESULT'),
    ),
  }
}

/** As the user data stream tells of it, once all its orders are there and once none works any more. */
export function describeListStatus(orders: readonly Order[], time: number): object {
  const list = listCore(orders)
  return {
    e: 'listStatus',
    E: time,
    s: list.symbol,
    g: list.id,
    c: list.contingency,
    l: list.statusType,
    L: list.orderStatus,
    r: 'NONE',
    C: list.clientId,
    T: list.time,
    O: orders.map(({ symbol, id, clientOrderId }) => ({ s: symbol, i: id, c: clientOrderId })),
  }
}
