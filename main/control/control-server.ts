import { timingSafeEqual } from 'node:crypto'
import { chmodSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import {
  type ControlAnswer,
  type ControlRequest,
  controlMessage,
} from '../../app/contract/control.ts'
import { problemOf } from '../../app/engine/problem-of.ts'
import { publishAddress, withdrawAddress } from './control-address.ts'

/** A line longer than any request, which nobody sends by accident. */
const LINE_MAX = 64 * 1_024

export type AnswerControl = (request: ControlRequest) => Promise<ControlAnswer>

/** Where the command line talks to the engine that runs: a socket that only its owner can use, with a token. */
export class ControlServer {
  readonly #directory: string
  readonly #answer: AnswerControl
  readonly #server: Server
  readonly #token: string
  readonly #sockets = new Set<Socket>()

  /** Listens once `opened` resolves; that it cannot is no reason not to trade. */
  readonly opened: Promise<void>

  /** The profile is locked by this process, so a socket that lies there is a dead one's. */
  constructor(directory: string, answer: AnswerControl) {
    this.#directory = directory
    this.#answer = answer
    const { socket, token } = publishAddress(directory)
    this.#token = token
    rmSync(socket, { force: true })
    this.#server = createServer((connection) => this.#serve(connection))
    this.opened = new Promise((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(socket, () => {
        if (process.platform !== 'win32') chmodSync(socket, 0o600)
        resolve()
      })
    })
  }

  close(): void {
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

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
