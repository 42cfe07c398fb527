import type { BrokenRule, Rejection } from '../matching/rejection.ts'
import { ApiError } from '../server/api-error.ts'
import type { Answer, Envelope } from '../server/router.ts'

const FILTERS: Readonly<Record<BrokenRule, string>> = {
  'price-range': 'PRICE_FILTER',
  'tick-size': 'PRICE_FILTER',
  'quantity-range': 'LOT_SIZE',
  'step-size': 'LOT_SIZE',
  'market-quantity-range': 'MARKET_LOT_SIZE',
  'percent-price': 'PERCENT_PRICE_BY_SIDE',
  notional: 'NOTIONAL',
  'open-orders-max': 'MAX_NUM_ORDERS',
  'conditional-orders-max': 'MAX_NUM_ALGO_ORDERS',
}

type Words = readonly [code: number, message: string]

const REJECTIONS: Readonly<Record<Exclude<Rejection['kind'], 'rule'>, Words>> = {
  'insufficient-balance': [-2010, 'Account has insufficient balance for requested action.'],
  'duplicate-client-order-id': [-2010, 'Duplicate order sent.'],
  'unknown-symbol': [-1121, 'Invalid symbol.'],
  'market-closed': [-1013, 'Market is closed.'],
  'account-may-not-trade': [-2010, 'This action is disabled on this account.'],
  'would-take': [-2010, 'Order would immediately match and take.'],
  'would-trigger': [-2010, 'Stop price would trigger immediately.'],
  'no-liquidity': [-1013, 'Filter failure: LOT_SIZE'],
  'unknown-order': [-2011, 'Unknown order sent.'],
}

/** In Binance's words why an order was not taken or not cancelled. */
export function rejectionError(rejection: Rejection): ApiError {
  if (rejection.kind === 'rule') {
    return new ApiError(400, -1013, `Filter failure: ${FILTERS[rejection.rule]}`)
  }
  return new ApiError(400, ...REJECTIONS[rejection.kind])
}

export function missingParameter(name: string): ApiError {
  const message = `Mandatory parameter '${name}' was not sent, was empty/null, or malformed.`
  return new ApiError(400, -1102, message)
}

export function illegalParameter(name: string): ApiError {
  return new ApiError(400, -1100, `Illegal characters found in parameter '${name}'.`)
}

export function tooPreciseParameter(name: string): ApiError {
  return new ApiError(400, -1111, `Parameter '${name}' has too much precision.`)
}

export function describeError({ code, message, data }: ApiError): object {
  return { code, msg: message, ...(data === undefined ? {} : { data }) }
}

/** Binance answers with the thing itself. */
export const binanceEnvelope: Envelope = {
  notFound: '{"code":-1000,"msg":"Not found."}',
  wrap: (answer) => answer,
  describeError,
}

export function describeOveruse(status: 429 | 418, retryAfterSeconds: number): Answer {
  const msg =
    status === 429
      ? 'Too much request weight used; current limit is 6000 request weight per 1 MINUTE.'
      : 'Way too much request weight used; IP banned. Please use WebSocket Streams.'
  const headers = { 'retry-after': String(retryAfterSeconds) }
  return { status, body: JSON.stringify({ code: -1003, msg }), weight: 0, headers }
}
