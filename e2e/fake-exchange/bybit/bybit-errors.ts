import type { Fault } from '../faults.ts'
import type { BrokenRule, Rejection } from '../matching/rejection.ts'
import { ApiError } from '../server/api-error.ts'
import type { Answer, Envelope } from '../server/router.ts'

type Words = readonly [code: number, message: string]

const BROKEN_RULES: Readonly<Record<BrokenRule, Words>> = {
  'price-range': [170133, 'Order price lower than the minimum.'],
  'tick-size': [170134, 'Order price has too many decimals.'],
  'quantity-range': [170136, 'Order quantity is lower than the minimum.'],
  'step-size': [170137, 'Order quantity has too many decimals.'],
  'market-quantity-range': [170135, 'Order quantity exceeded upper limit.'],
  'percent-price': [170193, 'Order price is too far from the last traded price.'],
  notional: [170140, 'Order value exceeded lower limit.'],
  'open-orders-max': [170810, 'Cannot exceed maximum of 500 conditional and active orders.'],
  'conditional-orders-max': [170811, 'Cannot exceed maximum of 30 conditional orders.'],
}

const REJECTIONS: Readonly<Record<Exclude<Rejection['kind'], 'rule'>, Words>> = {
  'insufficient-balance': [170131, 'Insufficient balance.'],
  'duplicate-client-order-id': [170141, 'Duplicate clientOrderId.'],
  'unknown-symbol': [170121, 'Invalid symbol.'],
  'market-closed': [170157, 'The trading pair is not available for api trading.'],
  'account-may-not-trade': [170201, 'Your account has been restricted for trades.'],
  'would-take': [170218, 'The LIMIT-MAKER order is rejected due to invalid price.'],
  'would-trigger': [170130, "Data sent for parameter 'triggerPrice' is not valid."],
  'no-liquidity': [170136, 'Order quantity is lower than the minimum.'],
  'unknown-order': [170213, 'Order does not exist.'],
}

/** Bybit says no with a status of success and a code in the body. */
export function refusal(code: number, message: string): ApiError {
  return new ApiError(200, code, message)
}

/** In Bybit's words why an order was not taken or not cancelled. */
export function rejectionError(rejection: Rejection): ApiError {
  const words =
    rejection.kind === 'rule' ? BROKEN_RULES[rejection.rule] : REJECTIONS[rejection.kind]
  return refusal(...words)
}

export function badParameter(what: string): ApiError {
  return refusal(10001, what)
}

export function emptyParameter(name: string): ApiError {
  return refusal(170105, `Parameter '${name}' was empty.`)
}

export function invalidParameter(name: string): ApiError {
  return refusal(170130, `Data sent for parameter '${name}' is not valid.`)
}

export function describeError({ code, message }: ApiError, now: number): object {
  return { retCode: code, retMsg: message, result: {}, retExtInfo: {}, time: now }
}

export function bybitEnvelope(now: () => number): Envelope {
  return {
    notFound: '{"retCode":10017,"retMsg":"Route not found.","result":{},"retExtInfo":{}}',
    wrap: (result) => ({ retCode: 0, retMsg: 'OK', result, retExtInfo: {}, time: now() }),
    describeError: (error) => describeError(error, now()),
  }
}

/** What one who asks too much is told: 10006 in a success, or the door for a banned address. */
export function describeOveruse(status: 429 | 418, retryAfterSeconds: number): Answer {
  if (status === 418) return { status: 403, body: '403, access too frequent', weight: 0 }
  const resetTime = Date.now() + retryAfterSeconds * 1_000
  const error = refusal(10006, 'Too many visits. Exceeded the API Rate Limit.')
  return {
    status: 200,
    body: JSON.stringify(describeError(error, Date.now())),
    weight: 0,
    headers: {
      'x-bapi-limit-status': '0',
      'x-bapi-limit-reset-timestamp': String(resetTime),
    },
  }
}

/** The exchange answers with a code: before or after it has done what it was asked, as the script says. */
export function codeFault(code: number, message = 'Something went wrong.'): Fault {
  return { kind: 'answer', status: 200, body: describeError(refusal(code, message), Date.now()) }
}
