import { ApiError } from '../server/api-error.ts'
import type { Route } from '../server/router.ts'
import type { BinanceApi } from './binance-api.ts'
import { describeError } from './binance-errors.ts'
import { cancelOrder, placeOrder } from './order-routes.ts'
import { wantedText } from './parameters.ts'

type Attempt =
  | { readonly done: true; readonly answer: object }
  | { readonly done: false; readonly error: ApiError }

/** Cancel one order and place another in one request. */
export function replaceRoutes(api: BinanceApi): readonly Route[] {
  return [
    {
      ...{ method: 'POST', path: '/api/v3/order/cancelReplace', weight: 1, isOrder: true },
      answer: (parameters, request) => {
        const { accountId } = api.authorise(request, 'trade')
        return replace(api, parameters, accountId)
      },
    },
  ]
}

function replace(api: BinanceApi, parameters: URLSearchParams, accountId: string): object {
  const stopsOnFailure = wantedText(parameters, 'cancelReplaceMode') === 'STOP_ON_FAILURE'
  const cancelParameters = new URLSearchParams(parameters)
  cancelParameters.delete('newClientOrderId')
  const names = { accountId, id: 'cancelOrderId', clientId: 'cancelOrigClientOrderId' }
  const cancelled = attempt(() => cancelOrder(api, cancelParameters, names))
  const gaveUp = !cancelled.done && stopsOnFailure
  const placed = gaveUp ? null : attempt(() => placeOrder(api, parameters, accountId))
  const data = {
    cancelResult: cancelled.done ? 'SUCCESS' : 'FAILURE',
    newOrderResult: placed === null ? 'NOT_ATTEMPTED' : placed.done ? 'SUCCESS' : 'FAILURE',
    cancelResponse: describeAttempt(cancelled),
    newOrderResponse: placed && describeAttempt(placed),
  }
  if (cancelled.done && placed?.done) return data
  if (!cancelled.done && !placed?.done) {
    throw new ApiError(400, -2022, 'Order cancel-replace failed.', data)
  }
  throw new ApiError(409, -2021, 'Order cancel-replace partially failed.', data)
}

function attempt(action: () => object): Attempt {
  try {
    return { done: true, answer: action() }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return { done: false, error }
  }
}

function describeAttempt(made: Attempt): object {
  return made.done ? made.answer : describeError(made.error)
}
