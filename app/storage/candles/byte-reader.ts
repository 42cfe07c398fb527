const NUMBER_BYTES = 8

/** Reads what a `ByteWriter` wrote. Throws a `RangeError` where it would read on behind the end. */
export class ByteReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes.byteOffset % NUMBER_BYTES === 0 ? bytes : new Uint8Array(bytes)
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  byte(): number {
    const value = this.#bytes[this.#at]
    if (value === undefined) throw tooShort()
    this.#at += 1
    return value
  }

  unsigned(): number {
    let value = 0
    let factor = 1
    let byte = this.byte()
    while (byte >= 0x80) {
      value += (byte - 0x80) * factor
      factor *= 0x80
      byte = this.byte()
    }
    return value + byte * factor
  }

  number(): number {
    const bytes = Uint8Array.from(this.bytes(NUMBER_BYTES))
    return new Float64Array(bytes.buffer)[0] ?? Number.NaN
  }

  /** Where they lie, not a copy. */
  bytes(count: number): Uint8Array {
    const end = this.#at + count
    if (end > this.#bytes.length) throw tooShort()
    const values = this.#bytes.subarray(this.#at, end)
    this.#at = end
    return values
  }

  align(): void {
    this.#at += (NUMBER_BYTES - (this.#at % NUMBER_BYTES)) % NUMBER_BYTES
  }
}

function tooShort(): RangeError {
  return new RangeError('it ends too early')
}
