import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** By the names that X has for them. */
const KEYSYMS = { Control: 0xffe3, Alt: 0xffe9, Shift: 0xffe1, H: 0x68 } as const
export type KeyName = keyof typeof KEYSYMS

/** Of the core protocol, and of its extension XTEST. */
const REQUESTS = { getInputFocus: 43, queryExtension: 98, getKeyboardMapping: 101, fakeInput: 2 }
const KEY_PRESS = 2
const KEY_RELEASE = 3
const LITTLE_ENDIAN = 0x6c
const REPLY_BYTES = 32

/** Presses keys together and lets them go, at the display itself: whoever has grabbed them hears it, whichever window has the focus. */
export async function pressKeys(...names: readonly KeyName[]): Promise<void> {
  const display = await XDisplay.open(process.env.DISPLAY ?? '')
  try {
    const codes = names.map((name) => display.keyCode(KEYSYMS[name]))
    for (const code of codes) display.fakeKey(KEY_PRESS, code)
    for (const code of codes.toReversed()) display.fakeKey(KEY_RELEASE, code)
    await display.settled()
  } finally {
    display.close()
  }
}

/** A connection to an X server on this machine that asks for no cookie, as the one of the tests. */
class XDisplay {
  readonly #socket: Socket
  #received = Buffer.alloc(0)
  #testOpcode = 0
  #keyCodes: ReadonlyMap<number, number> = new Map()

  private constructor(socket: Socket) {
    this.#socket = socket
  }

  static async open(name: string): Promise<XDisplay> {
    const number = /^:(\d+)/.exec(name)?.[1]
    if (number === undefined) throw new Error(`"${name}" is no display on this machine`)
    const display = new XDisplay(connect(`/tmp/.X11-unix/X${number}`))
    const [firstCode, lastCode] = await display.#logIn()
    display.#testOpcode = await display.#extension('XTEST')
    display.#keyCodes = await display.#mapping(firstCode, lastCode)
    return display
  }

  keyCode(keysym: number): number {
    const code = this.#keyCodes.get(keysym)
    if (code === undefined) throw new Error(`no key of the display is ${keysym.toString(16)}`)
    return code
  }

  fakeKey(type: number, code: number): void {
    const request = Buffer.alloc(36)
    request.writeUInt8(this.#testOpcode, 0)
    request.writeUInt8(REQUESTS.fakeInput, 1)
    request.writeUInt16LE(request.length / 4, 2)
    request.writeUInt8(type, 4)
    request.writeUInt8(code, 5)
    this.#socket.write(request)
  }

  /** Once all that was sent has happened. */
  async settled(): Promise<void> {
    await this.#ask(Buffer.from([REQUESTS.getInputFocus, 0, 1, 0]))
  }

  close(): void {
    this.#socket.destroy()
  }

  async #logIn(): Promise<readonly [number, number]> {
    this.#socket.write(Buffer.from([LITTLE_ENDIAN, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]))
    const head = await this.#take(8)
    const rest = await this.#take(head.readUInt16LE(6) * 4)
    if (head.readUInt8(0) !== 1) throw new Error(`the display refuses: ${rest.toString('latin1')}`)
    return [rest.readUInt8(26), rest.readUInt8(27)]
  }

  async #extension(name: string): Promise<number> {
    const padded = Math.ceil(name.length / 4) * 4
    const request = Buffer.alloc(8 + padded)
    request.writeUInt8(REQUESTS.queryExtension, 0)
    request.writeUInt16LE(request.length / 4, 2)
    request.writeUInt16LE(name.length, 4)
    request.write(name, 8, 'latin1')
    const answer = await this.#ask(request)
    if (answer.readUInt8(8) !== 1) throw new Error(`the display has no ${name}`)
    return answer.readUInt8(9)
  }

  /** Codes of the keys, by what they are without another key. */
  async #mapping(first: number, last: number): Promise<ReadonlyMap<number, number>> {
    const count = last - first + 1
    const answer = await this.#ask(
      Buffer.from([REQUESTS.getKeyboardMapping, 0, 2, 0, first, count, 0, 0]),
    )
    const symsEach = answer.readUInt8(1)
    const codes = Array.from({ length: count }, (_, index) => {
      return [answer.readUInt32LE(REPLY_BYTES + index * symsEach * 4), first + index] as const
    })
    // Of two keys that are the same, the first.
    return new Map(codes.toReversed())
  }

  /** Nothing else is sent to who selects no events. */
  async #ask(request: Buffer): Promise<Buffer> {
    this.#socket.write(request)
    for (;;) {
      const head = await this.#take(REPLY_BYTES)
      const kind = head.readUInt8(0)
      if (kind === 0) throw new Error(`the display answered with error ${head.readUInt8(1)}`)
      // Told to everybody when the keyboard changes.
      if (kind !== 1) continue
      return Buffer.concat([head, await this.#take(head.readUInt32LE(4) * 4)])
    }
  }

  async #take(bytes: number): Promise<Buffer> {
    while (this.#received.length < bytes) {
      const [data] = await once(this.#socket, 'data')
      this.#received = Buffer.concat([this.#received, data])
    }
    const taken = this.#received.subarray(0, bytes)
    this.#received = this.#received.subarray(bytes)
    return taken
  }
}
