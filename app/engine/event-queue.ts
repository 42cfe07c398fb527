import { assert } from '../domain/assert.ts'

/** First in, first out, with room for so many and no more: what does not fit is refused, never silently dropped. */
export class EventQueue<Event> {
  readonly #slots: (Event | undefined)[]
  #head = 0
  #size = 0

  constructor(capacity: number) {
    this.#slots = new Array<Event | undefined>(capacity).fill(undefined)
  }

  get size(): number {
    return this.#size
  }

  /** False when the queue is full. */
  push(event: Event): boolean {
    const capacity = this.#slots.length
    if (this.#size === capacity) return false
    const slot = this.#head + this.#size
    this.#slots[slot < capacity ? slot : slot - capacity] = event
    this.#size += 1
    return true
  }

  /** The event that is next, which stays until `drop`. */
  peek(): Event | undefined {
    return this.#slots[this.#head]
  }

  drop(): void {
    assert(this.#size > 0, 'nothing to drop from the queue')
    this.#slots[this.#head] = undefined
    this.#head = this.#head + 1 === this.#slots.length ? 0 : this.#head + 1
    this.#size -= 1
  }
}
