import type { OrderType, Side, TimeInForce } from '../matching/order.ts'
import type { OrderRequest } from '../matching/order-request.ts'
import { ApiError } from '../server/api-error.ts'
import { illegalParameter, missingParameter } from './binance-errors.ts'
import { optionalAmount, wantedAmount, wantedText, wholeNumber } from './parameters.ts'

const TYPES: Readonly<Record<string, OrderType>> = {
  LIMIT: 'limit',
  LIMIT_MAKER: 'limit-maker',
  MARKET: 'market',
  STOP_LOSS: 'stop-loss',
  STOP_LOSS_LIMIT: 'stop-loss-limit',
  TAKE_PROFIT: 'take-profit',
  TAKE_PROFIT_LIMIT: 'take-profit-limit',
}
const SIDES: Readonly<Record<string, Side>> = { BUY: 'buy', SELL: 'sell' }
const TIMES: Readonly<Record<string, TimeInForce>> = { GTC: 'gtc', IOC: 'ioc', FOK: 'fok' }
const CLIENT_ID = /^[a-zA-Z0-9-_]{1,36}$/

/** Reads a new order; what its type needs must be there, and what it has no use for must not. */
export function readOrder(
  parameters: URLSearchParams,
  accountId: string,
  newClientId: () => string,
): OrderRequest {
  const symbol = wantedText(parameters, 'symbol')
  const side = SIDES[wantedText(parameters, 'side')]
  if (!side) throw new ApiError(400, -1117, 'Invalid side.')
  const type = TYPES[wantedText(parameters, 'type')]
  if (!type) throw new ApiError(400, -1116, 'Invalid orderType.')
  const clientOrderId = readClientId(parameters, 'newClientOrderId') ?? newClientId()
  return {
    ...{ accountId, clientOrderId, symbol, side, type },
    ...readPrice(parameters, type),
    ...readTrigger(parameters, type),
    ...readQuantity(parameters, type),
  }
}

export function readClientId(parameters: URLSearchParams, name: string): string | undefined {
  const clientId = parameters.get(name)
  if (clientId === null || clientId === '') return undefined
  if (!CLIENT_ID.test(clientId)) throw illegalParameter(name)
  return clientId
}

function readPrice(
  parameters: URLSearchParams,
  type: OrderType,
): Pick<OrderRequest, 'price' | 'timeInForce'> {
  if (type === 'limit-maker') return { price: wantedAmount(parameters, 'price') }
  if (!type.includes('limit')) {
    for (const name of ['price', 'timeInForce']) refuse(parameters, name)
    return {}
  }
  const timeInForce = TIMES[wantedText(parameters, 'timeInForce')]
  if (!timeInForce) throw new ApiError(400, -1115, 'Invalid timeInForce.')
  return { price: wantedAmount(parameters, 'price'), timeInForce }
}

function readTrigger(
  parameters: URLSearchParams,
  type: OrderType,
): Pick<OrderRequest, 'triggerPrice' | 'trailingDelta'> {
  const triggerPrice = optionalAmount(parameters, 'stopPrice')
  const trailingDelta = wholeNumber(parameters, 'trailingDelta')
  if (!type.startsWith('stop') && !type.startsWith('take')) {
    for (const name of ['stopPrice', 'trailingDelta']) refuse(parameters, name)
    return {}
  }
  if (triggerPrice === undefined && trailingDelta === undefined) throw missingParameter('stopPrice')
  return {
    ...(triggerPrice === undefined ? {} : { triggerPrice }),
    ...(trailingDelta === undefined ? {} : { trailingDelta }),
  }
}

function readQuantity(
  parameters: URLSearchParams,
  type: OrderType,
): Pick<OrderRequest, 'quantity' | 'quoteQuantity'> {
  const quoteQuantity = optionalAmount(parameters, 'quoteOrderQty')
  if (type === 'market' && quoteQuantity !== undefined) return { quoteQuantity }
  return { quantity: wantedAmount(parameters, 'quantity') }
}

function refuse(parameters: URLSearchParams, name: string): void {
  if (!parameters.has(name)) return
  throw new ApiError(400, -1106, `Parameter '${name}' sent when not required.`)
}
