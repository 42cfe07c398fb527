import { isOpen, type Order } from '../matching/order.ts'
import type { OrderRequest } from '../matching/order-request.ts'
import { ApiError } from '../server/api-error.ts'
import type { Route } from '../server/router.ts'
import type { BinanceApi } from './binance-api.ts'
import { rejectionError } from './binance-errors.ts'
import { readOrder } from './order-parameters.ts'
import { newClientId, orThrow } from './order-routes.ts'
import { describeCancel, describeNewOrder } from './order-words.ts'
import { wantedText, wholeNumber } from './parameters.ts'

/** Pairs of orders of which one can fill. */
export function orderListRoutes(api: BinanceApi): readonly Route[] {
  return [
    {
      ...{ method: 'POST', path: '/api/v3/orderList/oco', weight: 1, isOrder: true },
      answer: (parameters, request) => {
        const { accountId } = api.authorise(request, 'trade')
        const pair = [
          leg(api, parameters, accountId, 'above'),
          leg(api, parameters, accountId, 'below'),
        ]
        const [above, below] = pair
        if (!above || !below) throw rejectionError({ kind: 'unknown-order' })
        return describeList(orThrow(api.engine.placePair([above, below])))
      },
    },
    {
      ...{ method: 'GET', path: '/api/v3/orderList', weight: 4 },
      answer: (parameters, request) => {
        const { accountId } = api.authorise(request, 'read')
        const listId = wholeNumber(parameters, 'orderListId')
        const legs = api
          .viewOf(accountId)
          .orders()
          .filter((order) => order.listId === listId)
        if (listId === undefined || legs.length === 0)
          throw new ApiError(400, -2018, 'Order list does not exist.')
        return describeList(legs)
      },
    },
    {
      ...{ method: 'GET', path: '/api/v3/openOrderList', weight: 6 },
      answer: (_, request) => {
        const { accountId } = api.authorise(request, 'read')
        const open = api
          .viewOf(accountId)
          .openOrders()
          .filter(({ listId }) => listId !== null)
        const ids = new Set(open.map(({ listId }) => listId))
        return [...ids].map((id) => describeList(open.filter(({ listId }) => listId === id)))
      },
    },
    {
      ...{ method: 'DELETE', path: '/api/v3/orderList', weight: 1 },
      answer: (parameters, request) => {
        const { accountId } = api.authorise(request, 'trade')
        const listId = wholeNumber(parameters, 'orderListId')
        const open = api.engine.state.orders.open()
        const legs = open.filter(
          (order) => order.accountId === accountId && order.listId === listId,
        )
        const [first] = legs
        if (!first) throw rejectionError({ kind: 'unknown-order' })
        orThrow(api.engine.cancel(first.id))
        const ended = legs
          .map(({ id }) => api.engine.state.orders.find(id))
          .filter((order) => order !== undefined)
        return describeList(ended)
      },
    },
  ]
}

/** A leg has the parameters of an order with its own word in front: "aboveStopPrice". */
function leg(
  api: BinanceApi,
  parameters: URLSearchParams,
  accountId: string,
  which: 'above' | 'below',
): OrderRequest {
  const own = new URLSearchParams()
  for (const name of ['symbol', 'side', 'quantity']) own.set(name, wantedText(parameters, name))
  const names = { Type: 'type', Price: 'price', StopPrice: 'stopPrice', TimeInForce: 'timeInForce' }
  const withId = { ...names, ClientOrderId: 'newClientOrderId', TrailingDelta: 'trailingDelta' }
  for (const [suffix, name] of Object.entries(withId)) {
    const value = parameters.get(`${which}${suffix}`)
    if (value !== null) own.set(name, value)
  }
  return readOrder(own, accountId, () => newClientId(api))
}

function describeList(orders: readonly Order[]): object {
  const [first] = orders
  const isOver = !orders.some(isOpen)
  return {
    orderListId: first?.listId ?? -1,
    contingencyType: 'OCO',
    listStatusType: isOver ? 'ALL_DONE' : 'EXEC_STARTED',
    listOrderStatus: isOver ? 'ALL_DONE' : 'EXECUTING',
    listClientOrderId: `list${first?.listId}`,
    transactionTime: first?.updatedAt,
    symbol: first?.symbol,
    orders: orders.map(({ symbol, id, clientOrderId }) => ({ symbol, orderId: id, clientOrderId })),
    orderReports: orders.map((order) =>
      isOver ? describeCancel(order, order.clientOrderId) : describeNewOrder(order, [], 'RESULT'),
    ),
  }
}
