import type { Clock } from '../ports/clock.ts'

interface Wish {
  readonly due: number
  readonly callback: () => void
}

/** A clock that stands still until it is told to go on: simulations and tests. */
export class ManualClock implements Clock {
  #now: number
  #wishes: Wish[] = []

  constructor(now: number) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  schedule(delayMs: number, callback: () => void): () => void {
    const wish = { due: this.#now + Math.max(0, delayMs), callback }
    this.#wishes.push(wish)
    return () => {
      this.#wishes = this.#wishes.filter((other) => other !== wish)
    }
  }

  /** Moves on, and calls whoever is due on the way, in the order of their times. */
  advance(byMs: number): void {
    const end = this.#now + byMs
    for (let next = this.#takeDue(end); next; next = this.#takeDue(end)) {
      this.#now = Math.max(this.#now, next.due)
      next.callback()
    }
    this.#now = end
  }

  #takeDue(end: number): Wish | undefined {
    let first: Wish | undefined
    for (const wish of this.#wishes) {
      if (wish.due <= end && (first === undefined || wish.due < first.due)) first = wish
    }
    this.#wishes = this.#wishes.filter((wish) => wish !== first)
    return first
  }
}
