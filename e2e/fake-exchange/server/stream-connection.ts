import { WebSocket } from 'ws'
import type { StreamFaults } from './stream-faults.ts'

/** One client's WebSocket. */
export class StreamConnection {
  /** With its query: "/ws/btcusdt@trade". */
  readonly path: string
  readonly #socket: WebSocket
  readonly #faults: StreamFaults
  #silent = false

  constructor(path: string, socket: WebSocket, faults: StreamFaults) {
    this.path = path
    this.#socket = socket
    this.#faults = faults
    socket.on('ping', (data) => {
      if (!this.#silent) socket.pong(data)
    })
  }

  /** Answers something that the client sent. */
  answer(message: unknown): void {
    this.answerText(JSON.stringify(message))
  }

  /** The same where what is answered is no JSON. */
  answerText(text: string): void {
    if (this.#silent || this.#socket.readyState !== WebSocket.OPEN) return
    this.#socket.send(text)
  }

  /** Tells the client something of itself, if no fault comes between. */
  publish(event: unknown): void {
    this.#faults.pass(event, {
      deliver: () => this.answer(event),
      cut: () => this.cut(),
      silence: () => this.silence(),
    })
  }

  get isSilent(): boolean {
    return this.#silent
  }

  /** The socket stays open, and nothing comes out of it any more, not even a pong. */
  silence(): void {
    this.#silent = true
  }

  /** Without a goodbye, as when a cable is cut. */
  cut(): void {
    this.#socket.terminate()
  }

  close(code = 1001, reason = ''): void {
    this.#socket.close(code, reason)
  }
}
