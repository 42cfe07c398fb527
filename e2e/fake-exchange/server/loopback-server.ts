import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'

interface Listeners {
  readonly onRequest: RequestListener
  readonly onUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  /** It has gone away: whoever holds connections of their own cuts them. */
  readonly onAway: () => void
}

/** A server on the loopback interface that can go away and come back at the same address. */
export class LoopbackServer {
  readonly #listeners: Listeners
  #server: Server | null = null
  #port = 0

  constructor(listeners: Listeners) {
    this.#listeners = listeners
  }

  /** Listens and returns its address. */
  async start(port = 0): Promise<string> {
    this.#port = port
    await this.comeBack()
    return this.url
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  /** Refuses new connections and resets those there are. */
  async goAway(): Promise<void> {
    const server = this.#server
    this.#server = null
    if (!server) return
    await new Promise((resolve) => {
      server.close(resolve)
      server.closeAllConnections()
      this.#listeners.onAway()
    })
  }

  async comeBack(): Promise<void> {
    if (this.#server) return
    const server = createServer(this.#listeners.onRequest)
    server.on('upgrade', this.#listeners.onUpgrade)
    this.#server = server
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(this.#port, '127.0.0.1', resolve)
    })
    this.#port = portOf(server.address())
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}
