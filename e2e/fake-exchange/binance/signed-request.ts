import { createHmac, timingSafeEqual } from 'node:crypto'
import { ApiError } from '../server/api-error.ts'
import type { ApiKey, ApiKeys, Permission } from '../server/api-keys.ts'
import type { WireRequest } from '../server/wire-request.ts'
import { missingParameter } from './binance-errors.ts'
import { wholeNumber } from './parameters.ts'

const RECV_WINDOW_MS = 5_000
const RECV_WINDOW_MAX_MS = 60_000
const AHEAD_MAX_MS = 1_000
const KEY_PATTERN = /^[A-Za-z0-9_-]{1,128}$/

interface Doorkeeper {
  readonly keys: ApiKeys
  /** Undefined when the server's clock does not run at the clients' pace, and is not compared. */
  readonly now: number | undefined
  readonly permission: Permission
}

/** Whose request it is. Looks at key, time and signature in the order in which Binance does. */
export function authorise(request: WireRequest, { keys, now, permission }: Doorkeeper): ApiKey {
  const apiKey = findKey(request, keys)
  const { signed, signature } = splitSignature(request)
  const parameters = new URLSearchParams(signed)
  checkTime(parameters, now)
  if (signature === undefined) throw missingParameter('signature')
  if (!isSignedBy(apiKey, signed, signature)) {
    throw new ApiError(400, -1022, 'Signature for this request is not valid.')
  }
  if (!apiKey.permissions.has(permission)) throw notAllowed()
  return apiKey
}

function findKey({ headers }: WireRequest, keys: ApiKeys): ApiKey {
  const key = headers['x-mbx-apikey']
  if (key === undefined || !KEY_PATTERN.test(key)) {
    throw new ApiError(401, -2014, 'API-key format invalid.')
  }
  const apiKey = keys.find(key)
  if (!apiKey) throw notAllowed()
  return apiKey
}

function notAllowed(): ApiError {
  return new ApiError(401, -2015, 'Invalid API-key, IP, or permissions for action.')
}

/** Signed is the text as it was sent, query first, with nothing decoded or sorted. */
function splitSignature({ url, body }: WireRequest): {
  readonly signed: string
  readonly signature: string | undefined
} {
  const [signed = '', signature] = `${url.search.slice(1)}${body}`.split(/&?signature=/)
  return { signed, signature }
}

function checkTime(parameters: URLSearchParams, now: number | undefined): void {
  const timestamp = wholeNumber(parameters, 'timestamp')
  if (timestamp === undefined) throw missingParameter('timestamp')
  const recvWindow = wholeNumber(parameters, 'recvWindow') ?? RECV_WINDOW_MS
  if (recvWindow > RECV_WINDOW_MAX_MS) {
    throw new ApiError(400, -1131, "'recvWindow' must be less than 60000.")
  }
  if (now === undefined) return
  if (timestamp >= now + AHEAD_MAX_MS) {
    const message = "Timestamp for this request was 1000ms ahead of the server's time."
    throw new ApiError(400, -1021, message)
  }
  if (now - timestamp > recvWindow) {
    const message = 'Timestamp for this request is outside of the recvWindow.'
    throw new ApiError(400, -1021, message)
  }
}

function isSignedBy({ secret }: ApiKey, signed: string, signature: string): boolean {
  const wanted = createHmac('sha256', secret).update(signed).digest()
  const given = Buffer.from(signature, 'hex')
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
