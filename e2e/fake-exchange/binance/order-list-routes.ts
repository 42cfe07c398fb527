import { isOpen, type Order } from '../matching/order.ts'
import { ApiError } from '../server/api-error.ts'
import type { Route } from '../server/router.ts'
import type { BinanceApi } from './binance-api.ts'
import { rejectionError } from './binance-errors.ts'
import { readLeg } from './order-list-parameters.ts'
import { describeList } from './order-list-words.ts'
import { orThrow } from './order-routes.ts'
import { wholeNumber } from './parameters.ts'

const LIST = '/api/v3/orderList'

/** Orders that belong together. */
export function orderListRoutes(api: BinanceApi): readonly Route[] {
  return [...placingRoutes(api), ...lookingRoutes(api)]
}

function placingRoutes(api: BinanceApi): readonly Route[] {
  const route = (
    kind: string,
    place: (parameters: URLSearchParams, accountId: string) => readonly Order[],
  ): Route => ({
    ...{ method: 'POST', path: `${LIST}/${kind}`, weight: 1, isOrder: true },
    answer: (parameters, request) =>
      describeList(place(parameters, api.authorise(request, 'trade').accountId)),
  })
  return [
    route('oco', (parameters, accountId) => {
      const read = (leg: string) => readLeg(api, parameters, { accountId, leg, common: '' })
      return orThrow(api.engine.placePair([read('above'), read('below')]))
    }),
    route('oto', (parameters, accountId) => {
      const read = (leg: string) => readLeg(api, parameters, { accountId, leg, common: leg })
      return orThrow(api.engine.placeChain(read('working'), [read('pending')]))
    }),
    route('otoco', (parameters, accountId) => {
      const read = (leg: string, common: string) =>
        readLeg(api, parameters, { accountId, leg, common })
      const later = [read('pendingAbove', 'pending'), read('pendingBelow', 'pending')]
      return orThrow(api.engine.placeChain(read('working', 'working'), later))
    }),
  ]
}

function lookingRoutes(api: BinanceApi): readonly Route[] {
  return [
    {
      ...{ method: 'DELETE', path: LIST, weight: 1 },
      answer: (parameters, request) => {
        const { accountId } = api.authorise(request, 'trade')
        const legs = ordersOfList(api.engine.state.orders.all(), parameters, accountId)
        const open = legs.find(isOpen)
        if (!open) throw rejectionError({ kind: 'unknown-order' })
        orThrow(api.engine.cancel(open.id))
        return describeList(ordersOfList(api.engine.state.orders.all(), parameters, accountId))
      },
    },
    {
      ...{ method: 'GET', path: LIST, weight: 4 },
      answer: (parameters, request) => {
        const { accountId } = api.authorise(request, 'read')
        const legs = ordersOfList(api.viewOf(accountId).orders(), parameters, accountId)
        if (legs.length > 0) return describeList(legs)
        throw new ApiError(400, -2018, 'Order list does not exist.')
      },
    },
    {
      ...{ method: 'GET', path: '/api/v3/openOrderList', weight: 6 },
      answer: (_, request) => {
        const { accountId } = api.authorise(request, 'read')
        const open = api.viewOf(accountId).openOrders()
        const inLists = open.filter(({ listId }) => listId !== null)
        const ids = new Set(inLists.map(({ listId }) => listId))
        return [...ids].map((id) => describeList(inLists.filter(({ listId }) => listId === id)))
      },
    },
  ]
}

function ordersOfList(
  orders: readonly Order[],
  parameters: URLSearchParams,
  accountId: string,
): readonly Order[] {
  const wanted = wholeNumber(parameters, 'orderListId')
  return orders.filter((order) => order.accountId === accountId && order.listId === wanted)
}
