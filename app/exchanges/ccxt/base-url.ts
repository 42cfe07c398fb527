import { failure, type Result, success } from '../../domain/result.ts'

const ADDRESS = /^(https?|wss?):\/\/[^/?#]+(.*)$/

/** ccxt keeps addresses in nested records, as text that may contain "{hostname}". */
export type Addresses = { [name: string]: unknown }

/**
 * Points every address at another scheme, host and port. Paths stay; a path in the base URL goes in front of them.
 * WebSocket addresses become ws or wss to match.
 */
export function overrideAddresses(
  addresses: Addresses,
  baseUrl: string,
): Result<Addresses, string> {
  const base = parseBaseUrl(baseUrl)
  if (!base.ok) return base
  return success(overrideAll(addresses, base.value))
}

interface BaseUrl {
  readonly secure: boolean
  readonly host: string
  readonly path: string
}

function parseBaseUrl(baseUrl: string): Result<BaseUrl, string> {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    return failure(`"${baseUrl}" is not an address like https://api.example.com`)
  }
  if (url.username || url.search || url.hash) {
    return failure(`"${url.origin}…" must have no user name, question mark or #`)
  }
  const path = url.pathname.replace(/\/+$/, '')
  return success({ secure: url.protocol === 'https:', host: url.host, path })
}

function overrideAll(addresses: Addresses, base: BaseUrl): Addresses {
  return Object.fromEntries(
    Object.entries(addresses).map(([name, value]) => [name, overrideValue(value, base)]),
  )
}

function overrideValue(value: unknown, base: BaseUrl): unknown {
  if (typeof value === 'string') return overrideOne(value, base)
  if (isAddresses(value)) return overrideAll(value, base)
  return value
}

function overrideOne(address: string, base: BaseUrl): string {
  const [, scheme = '', path = ''] = ADDRESS.exec(address) ?? []
  if (!scheme) return address
  const protocol = scheme.startsWith('ws') ? 'ws' : 'http'
  return `${protocol}${base.secure ? 's' : ''}://${base.host}${base.path}${path}`
}

function isAddresses(value: unknown): value is Addresses {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
