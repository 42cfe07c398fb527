/** What of D-Bus a program needs that is asked to show notifications: its messages, as they travel. */
export interface BusMessage {
  readonly type: number
  readonly serial: number
  readonly member: string
  readonly sender: string
  readonly replySerial: number
  /** The leading texts and numbers of the body. */
  readonly body: readonly (string | number)[]
}

export const METHOD_CALL = 1
export const METHOD_RETURN = 2
export const ERROR = 3

/** Of header fields, by the specification's numbers. */
const FIELDS = { path: 1, interface: 2, member: 3, error: 4, reply: 5, destination: 6, sender: 7 }
const SIGNATURE = 8
const PROTOCOL_VERSION = 1
const LITTLE_ENDIAN = 0x6c
/** Up to the header's fields, with their length. */
const FIXED_BYTES = 16

type FieldName = keyof typeof FIELDS
type Field = readonly [name: FieldName, value: string | number]

export interface Outgoing {
  readonly type: number
  readonly serial: number
  readonly fields: readonly Field[]
  /** Of the body: only texts, numbers and lists of texts. */
  readonly values: readonly (string | number | readonly string[])[]
}

export function encodeMessage({ type, serial, fields, values }: Outgoing): Buffer {
  const body = new Writer()
  for (const value of values) body.value(value)
  const header = new Writer()
  for (const field of fields) header.field(field)
  const signature = values.map(signatureOf).join('')
  if (signature !== '') header.signatureField(signature)
  const head = new Writer()
  head.bytes([LITTLE_ENDIAN, type, 0, PROTOCOL_VERSION])
  head.number(body.length)
  head.number(serial)
  head.number(header.length)
  head.buffer(header.done())
  head.align(8)
  return Buffer.concat([head.done(), body.done()])
}

/** The first message in what has arrived, and how long it is; nothing while it is not complete. */
export function decodeMessage(data: Buffer): { message: BusMessage; length: number } | undefined {
  if (data.length < FIXED_BYTES) return undefined
  const bodyLength = data.readUInt32LE(4)
  const headerEnd = FIXED_BYTES + data.readUInt32LE(12)
  const bodyStart = aligned(headerEnd, 8)
  const length = bodyStart + bodyLength
  if (data.length < length) return undefined
  const fields = new Map<number, string | number>()
  const reader = new Reader(data, FIXED_BYTES)
  while (reader.at < headerEnd) {
    reader.align(8)
    const code = reader.byte()
    fields.set(code, reader.variant())
  }
  const text = (code: number) => String(fields.get(code) ?? '')
  const body = new Reader(data, bodyStart)
  const message = {
    type: data.readUInt8(1),
    serial: data.readUInt32LE(8),
    member: text(FIELDS.member),
    sender: text(FIELDS.sender),
    replySerial: Number(fields.get(FIELDS.reply) ?? 0),
    body: body.leading(text(SIGNATURE)),
  }
  return { message, length }
}

function signatureOf(value: Outgoing['values'][number]): string {
  if (typeof value === 'string') return 's'
  return typeof value === 'number' ? 'u' : 'as'
}

function aligned(at: number, to: number): number {
  return Math.ceil(at / to) * to
}

class Writer {
  readonly #parts: Buffer[] = []
  length = 0

  buffer(part: Buffer): void {
    this.#parts.push(part)
    this.length += part.length
  }

  bytes(values: readonly number[]): void {
    this.buffer(Buffer.from(values))
  }

  align(to: number): void {
    this.buffer(Buffer.alloc(aligned(this.length, to) - this.length))
  }

  number(value: number): void {
    this.align(4)
    const part = Buffer.alloc(4)
    part.writeUInt32LE(value)
    this.buffer(part)
  }

  text(value: string): void {
    this.number(Buffer.byteLength(value))
    this.buffer(Buffer.from(`${value}\0`))
  }

  value(value: Outgoing['values'][number]): void {
    if (typeof value === 'string') this.text(value)
    else if (typeof value === 'number') this.number(value)
    else this.list(value)
  }

  list(values: readonly string[]): void {
    const items = new Writer()
    for (const value of values) items.text(value)
    this.number(items.length)
    this.buffer(items.done())
  }

  field([name, value]: Field): void {
    this.align(8)
    const kind = typeof value === 'number' ? 'u' : name === 'path' ? 'o' : 's'
    this.bytes([FIELDS[name], 1, kind.charCodeAt(0), 0])
    if (typeof value === 'number') this.number(value)
    else this.text(value)
  }

  signatureField(signature: string): void {
    this.align(8)
    this.bytes([SIGNATURE, 1, 'g'.charCodeAt(0), 0])
    this.signature(signature)
  }

  signature(text: string): void {
    this.bytes([text.length])
    this.buffer(Buffer.from(`${text}\0`))
  }

  done(): Buffer {
    return Buffer.concat(this.#parts)
  }
}

class Reader {
  readonly #data: Buffer
  at: number

  constructor(data: Buffer, at: number) {
    this.#data = data
    this.at = at
  }

  align(to: number): void {
    this.at = aligned(this.at, to)
  }

  byte(): number {
    this.at += 1
    return this.#data.readUInt8(this.at - 1)
  }

  number(): number {
    this.align(4)
    this.at += 4
    return this.#data.readUInt32LE(this.at - 4)
  }

  text(): string {
    return this.#chars(this.number())
  }

  variant(): string | number {
    const kind = this.#chars(this.byte())
    if (kind === 'u') return this.number()
    return kind === 'g' ? this.#chars(this.byte()) : this.text()
  }

  /** Until something comes that is neither a text nor a number. */
  leading(signature: string): readonly (string | number)[] {
    const values: (string | number)[] = []
    for (const kind of signature) {
      if (kind === 's') values.push(this.text())
      else if (kind === 'u') values.push(this.number())
      else break
    }
    return values
  }

  #chars(length: number): string {
    const start = this.at
    this.at += length + 1
    return this.#data.toString('utf8', start, start + length)
  }
}
