import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Nobody outside this machine reads them. */
const HOST = '127.0.0.1'
const NAMES = [HOST, 'localhost']
/** More than one Prometheus and one person with a browser. */
const CONNECTIONS_MAX = 16
const REQUEST_MS_MAX = 5_000

/** Where a Prometheus server on this machine reads what is measured. */
export class MetricsServer {
  readonly #server: Server
  readonly #read: () => Promise<string>

  /** Rejects when nothing can listen at the port; 0 is any that is free. */
  static async open(port: number, read: () => Promise<string>): Promise<MetricsServer> {
    const opened = new MetricsServer(read)
    opened.#server.listen({ host: HOST, port })
    await once(opened.#server, 'listening')
    // From here on a caller who cannot be served must not end the engine, nor keep it from ending.
    opened.#server.on('error', () => undefined)
    opened.#server.unref()
    return opened
  }

  private constructor(read: () => Promise<string>) {
    this.#read = read
    this.#server = createServer(
      { requestTimeout: REQUEST_MS_MAX, headersTimeout: REQUEST_MS_MAX },
      (request, response) => void this.#serve(request, response),
    )
    this.#server.maxConnections = CONNECTIONS_MAX
  }

  get address(): string {
    return `http://${HOST}:${this.#port}/metrics`
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  get #port(): number {
    const address: AddressInfo | string | null = this.#server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const fault = this.#faultOf(request)
    if (fault !== undefined) {
      response.writeHead(fault.status, { 'content-type': 'text/plain', ...fault.headers })
      response.end(`${fault.message}\n`)
      return
    }
    try {
      const text = await this.#read()
      response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
      response.end(text)
    } catch {
      response.writeHead(500, { 'content-type': 'text/plain' }).end('It could not be read.\n')
    }
  }

  /** A page in a browser can lead its own name to this address, but not send another name. */
  #faultOf({ method, url, headers }: IncomingMessage) {
    const names = NAMES.map((name) => `${name}:${this.#port}`)
    if (headers.host === undefined || !names.includes(headers.host)) {
      return { status: 403, message: 'Ask for 127.0.0.1 or localhost.', headers: {} }
    }
    if (url !== '/metrics') return { status: 404, message: 'There is /metrics only.', headers: {} }
    if (method === 'GET') return undefined
    return { status: 405, message: 'It can only be read.', headers: { allow: 'GET' } }
  }
}
