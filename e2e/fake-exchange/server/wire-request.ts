import type { IncomingMessage } from 'node:http'

/** A request as it came over the wire. */
export interface WireRequest {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

/** More than any order needs. */
const BODY_BYTES_MAX = 1_000_000

const ANY_BASE = 'http://127.0.0.1'

export function wireRequest(
  path: string,
  method = 'GET',
  rest: Partial<WireRequest> = {},
): WireRequest {
  return { method, url: new URL(path, ANY_BASE), headers: {}, body: '', ...rest }
}

/** Undefined when it was cut off, is too long or makes no sense. */
export async function readRequest(request: IncomingMessage): Promise<WireRequest | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of request) {
      const buffer = Buffer.from(chunk)
      bytes += buffer.length
      if (bytes > BODY_BYTES_MAX) return undefined
      chunks.push(buffer)
    }
  } catch {
    return undefined
  }
  const path = request.url ?? '/'
  if (!URL.canParse(path, ANY_BASE)) return undefined
  return wireRequest(path, request.method, {
    headers: flatHeaders(request),
    body: Buffer.concat(chunks).toString('utf8'),
  })
}

function flatHeaders({ headers }: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
}
