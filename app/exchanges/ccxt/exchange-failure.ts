import type { Problem } from '../../domain/result.ts'
import type { ResetHeader } from './exchange-facts.ts'

/** Why a request for public data came to nothing. */
export interface ExchangeFailure {
  readonly kind: 'slow-down' | 'timeout' | 'unreachable' | 'refused' | 'misunderstood'
  /** Reads on from the exchange's name: "Binance … ". */
  readonly what: string
  /** How long the exchange wants to be left alone. */
  readonly retryAfterMs: number
}

/** The longest ban that exchanges give. */
const RETRY_AFTER_MS_MAX = 3 * 86_400_000
/** Where an exchange says "slow down" but not for how long. */
const RETRY_AFTER_MS_DEFAULT = 30_000

const SLOW_DOWN = ['DDoSProtection', 'RateLimitExceeded']
const UNREACHABLE = ['NetworkError', 'InvalidProxySettings']
const UNAVAILABLE = ['ExchangeNotAvailable', 'OperationFailed', 'InvalidNonce', 'RequestNotSent']
const REFUSED = [
  'ExchangeError',
  'BadSymbol',
  'BadRequest',
  'NotSupported',
  'PermissionDenied',
  'AuthenticationError',
  'RestrictedLocation',
]

/** Sorts what ccxt threw. Whatever is not one of its own errors comes from an answer that it could not read. */
export function classifyError(error: unknown, headers: unknown, now: number): ExchangeFailure {
  const name = error instanceof Error ? error.name : ''
  if (SLOW_DOWN.includes(name)) {
    const retryAfterMs = retryAfter(headers, now) ?? RETRY_AFTER_MS_DEFAULT
    return { kind: 'slow-down', what: 'asked for fewer requests', retryAfterMs }
  }
  if (name === 'RequestTimeout') return plain('timeout', 'did not answer in time')
  if (name === 'OnMaintenance') return plain('unreachable', 'is under maintenance')
  if (UNREACHABLE.includes(name)) return plain('unreachable', 'cannot be reached')
  if (UNAVAILABLE.includes(name)) return plain('unreachable', 'is not available at present')
  if (REFUSED.includes(name)) return plain('refused', 'refused the request')
  return misunderstood('sent an answer that Cryptobot does not understand')
}

export function misunderstood(what: string): ExchangeFailure {
  return plain('misunderstood', what)
}

function plain(kind: ExchangeFailure['kind'], what: string): ExchangeFailure {
  return { kind, what, retryAfterMs: 0 }
}

/** Retry-After holds seconds or a date. */
export function retryAfter(headers: unknown, now: number): number | undefined {
  const text = textIn(headers, 'retry-after')
  const ms = WHOLE_NUMBER.test(text) ? Number(text) * 1_000 : Date.parse(text) - now
  if (!Number.isFinite(ms) || ms < 0) return undefined
  return Math.min(ms, RETRY_AFTER_MS_MAX)
}

/** By an exchange's own header; of what has a time, `now` is by the exchange's clock. Never longer than without it. */
export function resetAfter(
  headers: unknown,
  header: ResetHeader | undefined,
  now: number,
): number | undefined {
  const text = header === undefined ? '' : textIn(headers, header.name)
  if (!WHOLE_NUMBER.test(text)) return undefined
  const ms = header?.holds === 'time' ? Number(text) - now : Number(text)
  return Math.min(Math.max(0, ms), RETRY_AFTER_MS_DEFAULT)
}

const WHOLE_NUMBER = /^\d+$/

function textIn(headers: unknown, wanted: string): string {
  if (typeof headers !== 'object' || headers === null) return ''
  const [, value] = Object.entries(headers).find(([name]) => name.toLowerCase() === wanted) ?? []
  return String(value ?? '').trim()
}

const ACTIONS: Readonly<Record<ExchangeFailure['kind'], string>> = {
  'slow-down': 'Wait a few minutes and try again. Other programs on this network may use it too.',
  timeout: 'Try again in a moment; check the internet connection if it stays like this.',
  unreachable:
    'Check the internet connection. Where the exchange is blocked, set a regional host or a proxy as its base URL in the settings.',
  refused: 'Choose another market, or set a regional host as its base URL in the settings.',
  misunderstood: 'Check the base URL in the settings, try again later, or choose another exchange.',
}

export function failureProblem(exchangeName: string, { kind, what }: ExchangeFailure): Problem {
  return {
    code: `exchange-${kind}`,
    message: `${exchangeName} ${what}.`,
    action: ACTIONS[kind],
  }
}
