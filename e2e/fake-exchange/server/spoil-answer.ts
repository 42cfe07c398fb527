import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Fault, Faults } from '../faults.ts'
import type { Answer } from './router.ts'

/** What an exchange says to those who ask too much: 429 for now, 418 to a banned address. */
export type OveruseWords = (status: 429 | 418, retryAfterSeconds: number) => Answer

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly faults: Faults
  readonly describeOveruse: OveruseWords
}

/** Answers a request the wrong way. `prepare` makes what a healthy exchange would have sent. */
export function spoilAnswer(fault: Fault, prepare: () => Answer, exchange: Exchange): void {
  const { request, response } = exchange
  switch (fault.kind) {
    case 'hang':
      return
    case 'reset':
      request.socket.resetAndDestroy()
      return
    case 'server-error':
      sendServerError(response, fault)
      return
    case 'rate-limit':
      sendAnswer(response, exchange.describeOveruse(fault.status, fault.retryAfterSeconds))
      return
    case 'truncated':
      send(response, 200, 'application/json', firstHalf(prepare().body))
      return
    case 'cut-off':
      cutOff(request, response, prepare().body)
      return
    case 'empty':
      send(response, 200, 'application/json', '')
      return
    case 'html':
      send(response, 400, 'text/html', '<html><body><h1>400 Bad Request</h1></body></html>')
      return
    case 'bad-shape':
      sendJson(response, 200, fault.body)
      return
    case 'answer':
      sendJson(response, fault.status, fault.body)
      return
    case 'hold':
      exchange.faults.hold(() => sendAnswer(response, prepare()))
      return
    case 'slow':
      setTimeout(() => sendAnswer(response, prepare()), fault.byMs)
      return
    case 'meanwhile':
      sendAnswer(response, prepare())
      return
  }
}

export function sendAnswer(response: ServerResponse, answer: Answer): void {
  if (response.destroyed) return
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value)
  send(response, answer.status, 'application/json', answer.body)
}

function cutOff(request: IncomingMessage, response: ServerResponse, body: string): void {
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  })
  response.write(firstHalf(body))
  setImmediate(() => request.socket.destroy())
}

function firstHalf(body: string): string {
  return body.slice(0, Math.floor(body.length / 2))
}

function sendServerError(
  response: ServerResponse,
  { status = 500, body }: { readonly status?: number; readonly body?: unknown },
): void {
  const text = status === 503 ? 'Service Unavailable' : 'Internal Server Error'
  if (body === undefined) send(response, status, 'text/plain', text)
  else sendJson(response, status, body)
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, 'application/json', JSON.stringify(body))
}

function send(response: ServerResponse, status: number, contentType: string, body: string): void {
  response.writeHead(status, {
    'content-type': `${contentType};charset=UTF-8`,
    'content-length': Buffer.byteLength(body),
  })
  response.end(body)
}
