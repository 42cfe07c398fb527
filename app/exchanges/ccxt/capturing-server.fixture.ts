import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface CapturedRequest {
  readonly method: string
  readonly path: string
  /** The query, or the body of a request that has one, as fields. */
  readonly fields: Readonly<Record<string, unknown>>
  readonly headers: Readonly<Record<string, unknown>>
}

type Answer = (request: CapturedRequest, response: ServerResponse) => void

/** A loopback server that notes what it is sent and answers as it is told. */
export class CapturingServer {
  readonly requests: CapturedRequest[] = []
  answer: Answer = (_, response) => sendJson(response, 200, {})
  readonly #server = createServer((request, response) => void this.#take(request, response))

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo
    return `http://127.0.0.1:${port}`
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const chunks: Uint8Array[] = []
    for await (const chunk of request) chunks.push(chunk as Uint8Array)
    const body = Buffer.concat(chunks).toString('utf8')
    const captured = {
      method: request.method ?? '',
      path: url.pathname,
      fields: { ...Object.fromEntries(url.searchParams), ...fieldsOfBody(body) },
      headers: request.headers,
    }
    this.requests.push(captured)
    this.answer(captured, response)
  }
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

/** JSON or a form; a list with one order in it stands for that order. */
function fieldsOfBody(body: string): Record<string, unknown> {
  if (body === '') return {}
  if (!/^[[{]/.test(body)) return Object.fromEntries(new URLSearchParams(body))
  const parsed: unknown = JSON.parse(body)
  return { ...(Array.isArray(parsed) ? parsed[0] : parsed) }
}
