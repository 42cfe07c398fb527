import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ApiError } from '../server/api-error.ts'
import type { ApiKey, ApiKeys, Permission } from '../server/api-keys.ts'
import type { WireRequest } from '../server/wire-request.ts'
import { badParameter, refusal } from './bybit-errors.ts'

const RECV_WINDOW_MS = 5_000
const AHEAD_MAX_MS = 1_000

interface Doorkeeper {
  readonly keys: ApiKeys
  /** Undefined when timestamps are not compared: a clock that runs faster cannot be met by anybody. */
  readonly now: number | undefined
  readonly permission: Permission
}

/** Whose request it is. Throws in Bybit's words when key, time, signature or permission are not right. */
export function authorise(request: WireRequest, { keys, now, permission }: Doorkeeper): ApiKey {
  const { key, timestamp, recvWindow, signature } = readHeaders(request)
  const apiKey = keys.find(key)
  if (!apiKey) throw refusal(10003, 'API key is invalid.')
  checkTime(Number(timestamp), Number(recvWindow), now)
  const signed = `${timestamp}${key}${recvWindow}${payloadOf(request)}`
  if (!isSignedBy(apiKey, signed, signature)) {
    throw refusal(10004, `error sign! origin_string[${signed}]`)
  }
  if (!apiKey.permissions.has(permission)) throw notPermitted()
  return apiKey
}

function readHeaders({ headers }: WireRequest) {
  const key = headers['x-bapi-api-key'] ?? ''
  const timestamp = headers['x-bapi-timestamp'] ?? ''
  const signature = headers['x-bapi-sign'] ?? ''
  if (key === '' || signature === '' || !/^\d+$/.test(timestamp)) {
    const values = `apiTimestamp[${timestamp}] apiKey[${key}] apiSignature[${signature}]`
    throw badParameter(`empty value: ${values}: openapi sign params error!`)
  }
  const recvWindow = headers['x-bapi-recv-window'] ?? String(RECV_WINDOW_MS)
  return { key, timestamp, recvWindow, signature }
}

/** The text as it was sent: the query of a GET, the body of a POST. */
function payloadOf({ method, url, body }: WireRequest): string {
  return method === 'GET' ? url.search.slice(1) : body
}

function checkTime(timestamp: number, recvWindow: number, now: number | undefined): void {
  if (now === undefined) return
  if (timestamp >= now - recvWindow && timestamp < now + AHEAD_MAX_MS) return
  const times = `req_timestamp[${timestamp}],server_timestamp[${now}],recv_window[${recvWindow}]`
  const message = 'invalid request, please check your server timestamp or recv_window param'
  throw refusal(10002, `${message}. ${times}`)
}

function notPermitted(): ApiError {
  return refusal(10005, 'Permission denied, please check your API key permissions.')
}

export function isSignedBy({ secret }: ApiKey, signed: string, signature: string): boolean {
  const wanted = createHmac('sha256', secret).update(signed).digest()
  const given = Buffer.from(signature, 'hex')
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
