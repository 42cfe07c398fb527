const FIRST_ROWS = 128
/** So many places for each row: the fewer are taken, the fewer have to be looked at. */
const SLOTS_PER_ROW = 2

/** Numbers ids in the order in which they come, from 0 on, and finds their numbers again. */
export class IdIndex {
  readonly #ids: string[] = []
  #hashes = new Int32Array(FIRST_ROWS)
  /** Open addressing: a row plus one, or zero where there is none. */
  #slots = new Int32Array(FIRST_ROWS * SLOTS_PER_ROW)
  /** What was asked for last mostly is asked for again. */
  #lastId = ''
  #lastRow = -1

  get size(): number {
    return this.#ids.length
  }

  /** The row of a new id; -1 where it is there already. */
  add(id: string): number {
    const row = this.#ids.length
    if (row === this.#hashes.length) this.#grow()
    const hash = hashOf(id)
    const place = this.#placeOf(id, hash)
    if (this.#slots[place] !== 0) return -1
    this.#ids.push(id)
    this.#hashes[row] = hash
    this.#slots[place] = row + 1
    this.#lastId = id
    this.#lastRow = row
    return row
  }

  /** -1 where the id is not known. */
  find(id: string): number {
    if (id === this.#lastId) return this.#lastRow
    const row = (this.#slots[this.#placeOf(id, hashOf(id))] ?? 0) - 1
    if (row >= 0) {
      this.#lastId = id
      this.#lastRow = row
    }
    return row
  }

  at(row: number): string {
    const id = this.#ids[row]
    if (id === undefined) throw new RangeError(`there is no row ${row}`)
    return id
  }

  /** Where the id is, or would be. */
  #placeOf(id: string, hash: number): number {
    const last = this.#slots.length - 1
    let place = firstPlace(hash, last)
    for (;;) {
      const row = (this.#slots[place] ?? 0) - 1
      if (row < 0 || (this.#hashes[row] === hash && this.#ids[row] === id)) return place
      place = (place + 1) & last
    }
  }

  #grow(): void {
    const hashes = new Int32Array(2 * this.#hashes.length)
    hashes.set(this.#hashes)
    const slots = new Int32Array(hashes.length * SLOTS_PER_ROW)
    const last = slots.length - 1
    for (let row = 0; row < this.#ids.length; row += 1) {
      let place = firstPlace(hashes[row] ?? 0, last)
      while (slots[place] !== 0) place = (place + 1) & last
      slots[place] = row + 1
    }
    this.#hashes = hashes
    this.#slots = slots
  }
}

/** FNV-1a (Fowler, Noll, Vo), 32 bits. */
function hashOf(id: string): number {
  let hash = 0x811c9dc5 | 0
  for (let index = 0; index < id.length; index += 1) {
    hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193)
  }
  return hash
}

function firstPlace(hash: number, last: number): number {
  return (hash ^ (hash >>> 15)) & last
}
