import type { Result } from '../../../app/domain/result.ts'
import { isOpen, type Order } from '../matching/order.ts'
import { findRejection } from '../matching/placing.ts'
import type { Rejection } from '../matching/rejection.ts'
import { ApiError } from '../server/api-error.ts'
import type { Route } from '../server/router.ts'
import type { BinanceApi } from './binance-api.ts'
import { missingParameter, rejectionError } from './binance-errors.ts'
import { describeList } from './order-list-words.ts'
import { readClientId, readOrder } from './order-parameters.ts'
import { describeCancel, describeNewOrder, describeOrder, typeWord } from './order-words.ts'
import { wantedText, wholeNumber } from './parameters.ts'

/** Placing, cancelling and looking up single orders. */
export function orderRoutes(api: BinanceApi): readonly Route[] {
  const path = '/api/v3/order'
  return [
    {
      ...{ method: 'POST', path, weight: 1, isOrder: true },
      answer: (parameters, request) => {
        const { accountId } = api.authorise(request, 'trade')
        return placeOrder(api, parameters, accountId)
      },
    },
    {
      ...{ method: 'POST', path: `${path}/test`, weight: 1 },
      answer: (parameters, request) => {
        const { accountId } = api.authorise(request, 'trade')
        const rejection = findRejection(
          api.engine.state,
          readOrder(parameters, accountId, () => newClientId(api)),
        )
        if (rejection) throw rejectionError(rejection)
        return {}
      },
    },
    {
      ...{ method: 'DELETE', path, weight: 1 },
      answer: (parameters, request) => {
        const { accountId } = api.authorise(request, 'trade')
        const ids = { id: 'orderId', clientId: 'origClientOrderId' }
        return cancelOrder(api, parameters, { accountId, ...ids })
      },
    },
    {
      ...{ method: 'GET', path, weight: 4 },
      answer: (parameters, request) => {
        const { accountId } = api.authorise(request, 'read')
        const order = lookUp(api, parameters, accountId)
        if (!order) throw new ApiError(400, -2013, 'Order does not exist.')
        return describeOrder(order)
      },
    },
  ]
}

export function newClientId(api: BinanceApi): string {
  return `fake${api.engine.state.nextId()}`.padEnd(22, '0')
}

export function orThrow<Value>(result: Result<Value, Rejection>): Value {
  if (!result.ok) throw rejectionError(result.error)
  return result.value
}

export function placeOrder(
  api: BinanceApi,
  parameters: URLSearchParams,
  accountId: string,
): object {
  const request = readOrder(parameters, accountId, () => newClientId(api))
  const order = orThrow(api.engine.place(request))
  const fills = api.engine.state.orders.fillsOf(order.id)
  const type = typeWord(order.type)
  const usual = type === 'MARKET' || type === 'LIMIT' ? 'FULL' : 'ACK'
  return describeNewOrder(order, fills, parameters.get('newOrderRespType') ?? usual)
}

interface CancelNames {
  readonly accountId: string
  /** What the parameters are called that say which order is meant. */
  readonly id: string
  readonly clientId: string
}

export function cancelOrder(
  api: BinanceApi,
  parameters: URLSearchParams,
  names: CancelNames,
): object {
  const order = openOrder(api, parameters, names)
  if (!order) throw rejectionError({ kind: 'unknown-order' })
  const cancelId = readClientId(parameters, 'newClientOrderId') ?? newClientId(api)
  const cancelled = orThrow(api.engine.cancel(order.id))
  if (cancelled.listId === null) return describeCancel(cancelled, cancelId)
  // All of its list has gone with it, and the answer says so.
  const all = api.engine.state.orders.all()
  return describeList(all.filter(({ listId }) => listId === cancelled.listId))
}

/** Cancels are never stale: they look at the book itself. */
function openOrder(
  { engine }: BinanceApi,
  parameters: URLSearchParams,
  names: CancelNames,
): Order | undefined {
  const symbol = wantedText(parameters, 'symbol')
  const id = wholeNumber(parameters, names.id)
  const clientId = parameters.get(names.clientId)
  if (id === undefined && clientId === null) throw missingParameter(names.id)
  const { orders } = engine.state
  const candidates =
    id === undefined ? orders.findByClientId(names.accountId, clientId ?? '') : [orders.find(id)]
  return candidates.find(
    (order) => order?.accountId === names.accountId && order.symbol === symbol && isOpen(order),
  )
}

function lookUp(
  api: BinanceApi,
  parameters: URLSearchParams,
  accountId: string,
): Order | undefined {
  const symbol = wantedText(parameters, 'symbol')
  const id = wholeNumber(parameters, 'orderId')
  const clientId = parameters.get('origClientOrderId')
  if (id === undefined && clientId === null) {
    const message = "Param 'origClientOrderId' or 'orderId' must be sent, but both were empty/null!"
    throw new ApiError(400, -1128, message)
  }
  const view = api.viewOf(accountId)
  const order = id === undefined ? view.orderByClientId(clientId ?? '') : view.order(id)
  return order?.symbol === symbol ? order : undefined
}
