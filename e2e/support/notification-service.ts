import { connect, type Socket } from 'node:net'
import {
  type BusMessage,
  decodeMessage,
  ERROR,
  encodeMessage,
  METHOD_CALL,
  METHOD_RETURN,
  type Outgoing,
} from './bus-message.ts'

export interface ShownNotification {
  readonly program: string
  readonly title: string
  readonly text: string
}

const NAME = 'org.freedesktop.Notifications'
const BUS = 'org.freedesktop.DBus'
const SPECIFICATION = '1.2'
type Values = Outgoing['values']

/** What shows notifications on a desktop: owner of the freedesktop name on a bus, which tells what it was given to show. */
export class NotificationService {
  readonly shown: ShownNotification[] = []
  readonly #socket: Socket
  #received = Buffer.alloc(0)
  #serial = 0
  readonly #waiting = new Map<number, (message: BusMessage) => void>()

  private constructor(socket: Socket) {
    this.#socket = socket
  }

  static async start(busAddress: string): Promise<NotificationService> {
    const socket = connect(socketPath(busAddress))
    await logIn(socket)
    const service = new NotificationService(socket)
    socket.on('data', (data) => service.#heard(data))
    await service.#ask('Hello', [])
    const owned = await service.#ask('RequestName', [NAME, 0])
    if (owned.type === ERROR || owned.body[0] !== 1) throw new Error(`${NAME} is taken`)
    return service
  }

  stop(): void {
    this.#socket.destroy()
  }

  #ask(member: string, values: Values): Promise<BusMessage> {
    const fields = [
      ['path', '/org/freedesktop/DBus'],
      ['interface', BUS],
      ['member', member],
      ['destination', BUS],
    ] as const
    const serial = this.#send(METHOD_CALL, fields, values)
    return new Promise((answered) => this.#waiting.set(serial, answered))
  }

  #send(type: number, fields: Outgoing['fields'], values: Values): number {
    this.#serial += 1
    this.#socket.write(encodeMessage({ type, serial: this.#serial, fields, values }))
    return this.#serial
  }

  #heard(data: Buffer): void {
    this.#received = Buffer.concat([this.#received, data])
    for (let next = decodeMessage(this.#received); next; next = decodeMessage(this.#received)) {
      this.#received = this.#received.subarray(next.length)
      this.#handle(next.message)
    }
  }

  #handle(message: BusMessage): void {
    const { type, replySerial } = message
    if (type === METHOD_CALL) this.#answer(message)
    else this.#waiting.get(replySerial)?.(message)
  }

  #answer(call: BusMessage): void {
    const to = [
      ['reply', call.serial],
      ['destination', call.sender],
    ] as const
    const values = this.#answerTo(call)
    if (values !== undefined) this.#send(METHOD_RETURN, to, values)
    else this.#send(ERROR, [...to, ['error', `${BUS}.Error.UnknownMethod`]], ['not known here'])
  }

  #answerTo({ member, body }: BusMessage): Values | undefined {
    switch (member) {
      case 'GetCapabilities':
        return [['body']]
      case 'GetServerInformation':
        return ['story', 'cryptobot', '1', SPECIFICATION]
      case 'Notify': {
        const [program, , , title, text] = body.map(String)
        this.shown.push({ program: program ?? '', title: title ?? '', text: text ?? '' })
        return [this.shown.length]
      }
      case 'CloseNotification':
        return []
      default:
        return undefined
    }
  }
}

/** "unix:path=/tmp/dbus-x,guid=…"; an abstract one begins with a zero. */
function socketPath(busAddress: string): string {
  const [, kind, path] = /^unix:(path|abstract)=([^,;]+)/.exec(busAddress) ?? []
  if (path === undefined) throw new Error(`${busAddress} is no socket on this machine`)
  return kind === 'abstract' ? `\0${path}` : path
}

/** By who runs this process. */
async function logIn(socket: Socket): Promise<void> {
  const user = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex')
  socket.write(`\0AUTH EXTERNAL ${user}\r\n`)
  const answer = await new Promise<string>((resolve, reject) => {
    socket.once('data', (data) => resolve(String(data)))
    socket.once('error', reject)
  })
  if (!answer.startsWith('OK ')) throw new Error(`the bus answered ${answer}`)
  socket.write('BEGIN\r\n')
}
