import type { IncomingMessage, ServerResponse } from 'node:http'

/** What can go wrong with one request, as seen at real exchanges. */
export type Fault =
  /** Accepts the request and never answers. */
  | { readonly kind: 'hang' }
  /** Closes the connection without an answer. */
  | { readonly kind: 'reset' }
  | { readonly kind: 'server-error' }
  /** Too many requests; with 418 the address is banned. */
  | { readonly kind: 'rate-limit'; readonly status: 429 | 418; readonly retryAfterSeconds: number }
  /** An answer that ends in the middle, under an honest or a short content length. */
  | { readonly kind: 'truncated' }
  | { readonly kind: 'cut-off' }
  | { readonly kind: 'empty' }
  /** A page of a proxy or a firewall instead of an answer. */
  | { readonly kind: 'html' }
  /** Valid JSON of a shape that nobody expects. */
  | { readonly kind: 'bad-shape'; readonly body: unknown }

interface ScriptedFault {
  readonly fault: Fault
  readonly pathPrefix: string
  remaining: number
}

/** Faults in the order in which they were scripted; each spoils so many requests, then it is over. */
export class Faults {
  #scripted: ScriptedFault[] = []

  /** Spoils the next `times` requests whose path starts with the prefix; for ever when not told otherwise. */
  script(fault: Fault, pathPrefix = '/', times = Number.POSITIVE_INFINITY): void {
    this.#scripted.push({ fault, pathPrefix, remaining: times })
  }

  clear(): void {
    this.#scripted = []
  }

  take(path: string): Fault | undefined {
    const scripted = this.#scripted.find(
      ({ pathPrefix, remaining }) => remaining > 0 && path.startsWith(pathPrefix),
    )
    if (!scripted) return undefined
    scripted.remaining -= 1
    return scripted.fault
  }
}

/** Answers a request the wrong way. `answer` is what a healthy exchange would have sent. */
export function commit(
  fault: Fault,
  request: IncomingMessage,
  response: ServerResponse,
  answer: string,
): void {
  switch (fault.kind) {
    case 'hang':
      return
    case 'reset':
      request.socket.resetAndDestroy()
      return
    case 'server-error':
      send(response, 500, 'text/plain', 'Internal Server Error')
      return
    case 'rate-limit': {
      response.setHeader('retry-after', String(fault.retryAfterSeconds))
      const msg =
        fault.status === 429
          ? 'Too much request weight used; current limit is 6000 request weight per 1 MINUTE.'
          : 'Way too much request weight used; IP banned. Please use WebSocket Streams.'
      send(response, fault.status, 'application/json', JSON.stringify({ code: -1003, msg }))
      return
    }
    case 'truncated':
      send(response, 200, 'application/json', answer.slice(0, Math.floor(answer.length / 2)))
      return
    case 'cut-off':
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': answer.length,
      })
      response.write(answer.slice(0, Math.floor(answer.length / 2)))
      setImmediate(() => request.socket.destroy())
      return
    case 'empty':
      send(response, 200, 'application/json', '')
      return
    case 'html':
      send(response, 400, 'text/html', '<html><body><h1>400 Bad Request</h1></body></html>')
      return
    case 'bad-shape':
      send(response, 200, 'application/json', JSON.stringify(fault.body))
      return
  }
}

export function send(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string,
): void {
  response.writeHead(status, {
    'content-type': `${contentType};charset=UTF-8`,
    'content-length': Buffer.byteLength(body),
  })
  response.end(body)
}
