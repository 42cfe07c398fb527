import { timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import {
  type ControlAnswer,
  type ControlRequest,
  controlMessage,
} from '../../app/contract/control.ts'
import { problemOf } from '../../app/engine/problem-of.ts'
import { newAddress, publishAddress, withdrawAddress } from './control-address.ts'
import { parsed } from './parsed.ts'

/** A line longer than any request, which nobody sends by accident. */
const LINE_MAX = 64 * 1_024

/** More than scripts ask at once. */
const CONNECTIONS_MAX = 64

export type AnswerControl = (request: ControlRequest) => Promise<ControlAnswer>

/** Where the command line talks to the engine that runs: a socket that only its owner can use, with a token. */
export class ControlServer {
  readonly #directory: string
  readonly #answer: AnswerControl
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  #token = ''
  #isClosed = false

  /** Listens, and has left word of where, once it resolves; that it cannot is no reason not to trade. */
  readonly opened: Promise<void>

  constructor(directory: string, answer: AnswerControl) {
    this.#directory = directory
    this.#answer = answer
    this.#server = createServer((connection) => this.#serve(connection))
    this.#server.maxConnections = CONNECTIONS_MAX
    // A caller who cannot be served must not end the engine; that nobody can be, `opened` says.
    this.#server.on('error', () => undefined)
    this.opened = this.#open()
  }

  /** The profile is locked by this process, so a socket that lies there is a dead one's. */
  async #open(): Promise<void> {
    const address = newAddress(this.#directory)
    const { socket, token } = address
    this.#token = token
    rmSync(socket, { force: true })
    this.#server.listen(socket)
    await once(this.#server, 'listening')
    if (this.#isClosed) return
    if (process.platform !== 'win32') chmodSync(socket, 0o600)
    publishAddress(this.#directory, address)
  }

  close(): void {
    this.#isClosed = true
    withdrawAddress(this.#directory)
    this.#server.close()
    for (const socket of this.#sockets) socket.destroy()
  }

  #serve(connection: Socket): void {
    this.#sockets.add(connection)
    connection.on('close', () => this.#sockets.delete(connection))
    connection.on('error', () => connection.destroy())
    connection.on('data', () => {
      if (connection.bytesRead > LINE_MAX) connection.destroy()
    })
    const lines = createInterface({ input: connection })
    lines.once('line', (line) => {
      void this.#reply(line).then((answer) => connection.end(`${JSON.stringify(answer)}\n`))
    })
  }

  async #reply(line: string): Promise<ControlAnswer> {
    const message = controlMessage.safeParse(parsed(line))
    if (!message.success || !this.#isToken(message.data.token)) {
      return { ok: false, problem: NOT_UNDERSTOOD }
    }
    try {
      return await this.#answer(message.data.request)
    } catch (error) {
      return { ok: false, problem: problemOf(error) }
    }
  }

  #isToken(token: string): boolean {
    const given = Buffer.from(token)
    const expected = Buffer.from(this.#token)
    return given.length === expected.length && timingSafeEqual(given, expected)
  }
}

const NOT_UNDERSTOOD = {
  code: 'control-refused',
  message: 'The running Cryptobot did not understand the request.',
  action: 'Use the same version for both.',
}
