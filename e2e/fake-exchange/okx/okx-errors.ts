import type { BrokenRule, Rejection } from '../matching/rejection.ts'
import { ApiError } from '../server/api-error.ts'
import type { Answer, Envelope } from '../server/router.ts'

type Words = readonly [code: number, message: string]

const TOO_SMALL: Words = [51020, 'Your order should meet or exceed the minimum order amount.']
const BAD_PRICE: Words = [51000, 'Parameter px error']
const TOO_MANY: Words = [51174, 'The number of pending orders has reached the upper limit.']

/** Errors with a status of their own are about the request; those of an order come inside an answer. */
const BROKEN_RULES: Readonly<Record<BrokenRule, Words>> = {
  'price-range': BAD_PRICE,
  'tick-size': BAD_PRICE,
  'quantity-range': TOO_SMALL,
  'step-size': [51121, 'Order quantity must be a multiple of the lot size.'],
  'market-quantity-range': [51202, 'Market order quantity exceeds the maximum.'],
  'percent-price': [51137, 'Your opening price has triggered the limit price.'],
  notional: TOO_SMALL,
  'open-orders-max': TOO_MANY,
  'conditional-orders-max': TOO_MANY,
}

const REJECTIONS: Readonly<Record<Exclude<Rejection['kind'], 'rule'>, Words>> = {
  'insufficient-balance': [51008, 'Order failed. Insufficient balance in account.'],
  'duplicate-client-order-id': [51016, 'Duplicated client order ID.'],
  'unknown-symbol': [51001, "Instrument ID doesn't exist."],
  'market-closed': [51022, 'Trading is suspended.'],
  'account-may-not-trade': [51024, 'Trading is unavailable for this account.'],
  'would-take': [51000, 'Parameter ordType error'],
  'would-trigger': [51000, 'Parameter slTriggerPx error'],
  'no-liquidity': TOO_SMALL,
  'unknown-order': [
    51400,
    'Cancellation failed as the order has been filled, canceled or does not exist.',
  ],
}

export function rejectionWords(rejection: Rejection): Words {
  return rejection.kind === 'rule' ? BROKEN_RULES[rejection.rule] : REJECTIONS[rejection.kind]
}

export function refusal(code: number, message: string, status = 200): ApiError {
  return new ApiError(status, code, message)
}

export function badParameter(name: string): ApiError {
  return refusal(51000, `Parameter ${name} error`, 400)
}

export const OKX_ENVELOPE: Envelope = {
  notFound: '{"msg":"Not Found","code":"404","data":[]}',
  // An order that is refused says so in its own line, and the code only counts those.
  wrap: (data) => ({ code: isRefused(data) ? '1' : '0', msg: '', data }),
  describeError: ({ code, message }) => ({ code: String(code), msg: message, data: [] }),
}

function isRefused(data: unknown): boolean {
  const [first] = Array.isArray(data) ? data : []
  return (Object(first).sCode ?? '0') !== '0'
}

export function describeOveruse(status: 429 | 418): Answer {
  const body = JSON.stringify({ code: '50011', msg: 'Too Many Requests', data: [] })
  return { status: status === 429 ? 429 : 403, body, weight: 0 }
}
