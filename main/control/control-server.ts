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
import { systemClock } from '../../app/exchanges/system-clock.ts'
import type { Clock } from '../../app/ports/clock.ts'
import { publishAddress, socketPath, withdrawAddress } from './control-address.ts'
import { ControlTokens, REFRESH_MS } from './control-tokens.ts'
import { parsed } from './parsed.ts'

/** A line longer than any request, which nobody sends by accident. */
const LINE_MAX = 64 * 1_024

/** More than scripts ask at once. */
const CONNECTIONS_MAX = 64

export type AnswerControl = (
  request: ControlRequest,
  passphrase: string | null,
) => Promise<ControlAnswer>

/** Where the command line talks to the engine that runs: a socket that only its owner can use, with a token. */
export class ControlServer {
  readonly #directory: string
  readonly #answer: AnswerControl
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  readonly #clock: Clock
  #tokens: ControlTokens | undefined
  #takeBackRefresh: () => void = () => undefined
  #isClosed = false

  /** Listens, and has left word of where, once it resolves; that it cannot is no reason not to trade. */
  readonly opened: Promise<void>

  constructor(directory: string, answer: AnswerControl, clock: Clock = systemClock) {
    this.#clock = clock
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
    const socket = socketPath(this.#directory)
    rmSync(socket, { force: true })
    this.#server.listen(socket)
    await once(this.#server, 'listening')
    if (this.#isClosed) return
    if (process.platform !== 'win32') chmodSync(socket, 0o600)
    this.#tokens = new ControlTokens({
      clock: this.#clock,
      publish: (token) => publishAddress(this.#directory, { socket, token }),
    })
    this.#refreshLater()
  }

  /** What was known of it until now opens nothing any more; the next one is left word of at once. */
  revoke(): void {
    attempt(() => this.#tokens?.revoke())
  }

  #refreshLater(): void {
    this.#takeBackRefresh = this.#clock.schedule(REFRESH_MS, () => {
      attempt(() => this.#tokens?.refreshIfDue())
      this.#refreshLater()
    })
  }

  close(): void {
    this.#isClosed = true
    this.#takeBackRefresh()
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
    attempt(() => this.#tokens?.refreshIfDue())
    if (!message.success || this.#tokens?.isGood(message.data.token) !== true) {
      return { ok: false, problem: NOT_UNDERSTOOD }
    }
    try {
      return await this.#answer(message.data.request, message.data.passphrase)
    } catch (error) {
      return { ok: false, problem: problemOf(error) }
    }
  }
}

/** A full disk, say: what is published stays good, and the next refresh tries again. */
function attempt(change: () => void): void {
  try {
    change()
  } catch {
    // Nobody waits for it, and trading goes on.
  }
}

const NOT_UNDERSTOOD = {
  code: 'control-refused',
  message: 'The running Cryptobot did not understand the request.',
  action: 'Use the same version for both.',
}
