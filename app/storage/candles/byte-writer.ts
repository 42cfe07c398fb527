/** Room for a block of candles without growing. */
const ROOM = 65_536
const NUMBER_BYTES = 8

/** Writes numbers one after another, the lowest byte first, as every machine that this runs on has them. */
export class ByteWriter {
  #bytes = new Uint8Array(ROOM)
  #length = 0

  byte(value: number): void {
    this.#reserve(1)
    this.#bytes[this.#length] = value
    this.#length += 1
  }

  /** From 0 to 2^53 − 1, in seven bits a byte, the lowest first. */
  unsigned(value: number): void {
    let rest = value
    while (rest >= 0x80) {
      this.byte((rest % 0x80) | 0x80)
      rest = Math.floor(rest / 0x80)
    }
    this.byte(rest)
  }

  /** Any number, in eight bytes. */
  number(value: number): void {
    this.bytes(new Uint8Array(Float64Array.of(value).buffer))
  }

  bytes(values: Uint8Array): void {
    this.#reserve(values.length)
    this.#bytes.set(values, this.#length)
    this.#length += values.length
  }

  /** So that numbers of any width can be read where they lie. */
  align(): void {
    this.bytes(new Uint8Array((NUMBER_BYTES - (this.#length % NUMBER_BYTES)) % NUMBER_BYTES))
  }

  finish(): Buffer {
    return Buffer.from(this.#bytes.buffer, 0, this.#length)
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return
    const larger = new Uint8Array(2 * (this.#bytes.length + count))
    larger.set(this.#bytes)
    this.#bytes = larger
  }
}
