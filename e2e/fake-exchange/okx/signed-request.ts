import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ApiKey, ApiKeys, Permission } from '../server/api-keys.ts'
import type { WireRequest } from '../server/wire-request.ts'
import { refusal } from './okx-errors.ts'

const AGE_MS_MAX = 30_000
const UNAUTHORISED = 401

interface Doorkeeper {
  readonly keys: ApiKeys
  /** Undefined when timestamps are not compared: a clock that runs faster cannot be met by anybody. */
  readonly now: number | undefined
  readonly permission: Permission
}

/** Whose request it is. Throws in OKX's words when key, passphrase, time, signature or permission are not right. */
export function authorise(request: WireRequest, { keys, now, permission }: Doorkeeper): ApiKey {
  const { headers, method, url, body } = request
  const timestamp = headers['ok-access-timestamp'] ?? ''
  const apiKey = keys.find(headers['ok-access-key'] ?? '')
  if (!apiKey) throw refusal(50111, 'Invalid OK-ACCESS-KEY', UNAUTHORISED)
  if (headers['ok-access-passphrase'] !== apiKey.passphrase) {
    throw refusal(50105, 'Request header OK-ACCESS-PASSPHRASE incorrect.', UNAUTHORISED)
  }
  if (now !== undefined && !(Math.abs(now - Date.parse(timestamp)) <= AGE_MS_MAX)) {
    throw refusal(50102, 'Timestamp request expired', UNAUTHORISED)
  }
  const signed = `${timestamp}${method}${url.pathname}${url.search}${body}`
  if (!isSignedBy(apiKey, signed, headers['ok-access-sign'] ?? '')) {
    throw refusal(50113, 'Invalid Sign', UNAUTHORISED)
  }
  if (!apiKey.permissions.has(permission)) {
    throw refusal(50120, "This API key doesn't have permission to use this function", UNAUTHORISED)
  }
  return apiKey
}

export function isSignedBy({ secret }: ApiKey, signed: string, signature: string): boolean {
  const wanted = createHmac('sha256', secret).update(signed).digest()
  const given = Buffer.from(signature, 'base64')
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
