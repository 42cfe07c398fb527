import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { StreamConnection } from './stream-connection.ts'
import { StreamFaults } from './stream-faults.ts'

export interface StreamHandler {
  readonly onOpen?: (connection: StreamConnection) => void
  readonly onMessage: (connection: StreamConnection, text: string) => void
  readonly onClose?: (connection: StreamConnection) => void
}

/** The WebSocket half of a fake exchange. */
export class StreamServer {
  readonly faults = new StreamFaults()
  /** Those that are open now. */
  readonly connections = new Set<StreamConnection>()
  /** What clients sent, oldest first. */
  readonly received: string[] = []
  /** While it refuses, new connections get 503. */
  refuses = false
  readonly #sockets = new WebSocketServer({ noServer: true, autoPong: false })
  readonly #handlerFor: (path: string) => StreamHandler | undefined

  constructor(handlerFor: (path: string) => StreamHandler | undefined) {
    this.#handlerFor = handlerFor
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const path = request.url ?? '/'
    const handler = this.refuses ? undefined : this.#handlerFor(path)
    if (handler) {
      this.#sockets.handleUpgrade(request, socket, head, (webSocket) =>
        this.#open(path, webSocket, handler),
      )
      return
    }
    // Who is refused may be gone before it hears of it.
    socket.on('error', () => socket.destroy())
    const status = this.refuses ? '503 Service Unavailable' : '404 Not Found'
    socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
  }

  /** The connections there are fall silent for good; new ones are well. */
  silence(): void {
    for (const connection of this.connections) connection.silence()
  }

  /** Ends all connections without a goodbye. */
  cut(): void {
    for (const connection of this.connections) {
      connection.cut()
      this.#forget(connection)
    }
  }

  close(code?: number, reason?: string): void {
    for (const connection of this.connections) connection.close(code, reason)
  }

  #open(path: string, socket: WebSocket, handler: StreamHandler): void {
    const connection = new StreamConnection(path, socket, this.faults)
    this.connections.add(connection)
    socket.on('message', (data) => {
      const text = data.toString()
      this.received.push(text)
      if (!connection.isSilent) handler.onMessage(connection, text)
    })
    socket.on('error', () => connection.cut())
    socket.on('close', () => this.#forget(connection))
    handler.onOpen?.(connection)
  }

  #forget(connection: StreamConnection): void {
    if (!this.connections.delete(connection)) return
    this.#handlerFor(connection.path)?.onClose?.(connection)
  }
}
