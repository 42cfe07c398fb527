import type { Clock } from '../ports/clock.ts'

interface Wish {
  readonly due: number
  readonly sequence: number
  callback: (() => void) | null
}

/** The only time there is: it stands still while something happens, and then jumps to what happens next. */
export class SimulatedTime implements Clock {
  #now: number
  #sequence = 0
  /** A binary heap: the first is due first. */
  readonly #wishes: Wish[] = []

  constructor(now: number) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  schedule(delayMs: number, callback: () => void): () => void {
    this.#sequence += 1
    const wish: Wish = {
      due: this.#now + Math.max(0, delayMs),
      sequence: this.#sequence,
      callback,
    }
    this.#push(wish)
    return () => {
      wish.callback = null
    }
  }

  /** Lets the next thing happen; false when there is none until then. */
  step(end: number): boolean {
    for (let next = this.#wishes[0]; next && next.due <= end; next = this.#wishes[0]) {
      this.#pop()
      if (next.callback === null) continue
      this.#now = next.due
      next.callback()
      return true
    }
    this.#now = end
    return false
  }

  #push(wish: Wish): void {
    const heap = this.#wishes
    let place = heap.length
    while (place > 0) {
      const above = (place - 1) >> 1
      const parent = heap[above]
      if (parent === undefined || !isBefore(wish, parent)) break
      heap[place] = parent
      place = above
    }
    heap[place] = wish
  }

  #pop(): void {
    const heap = this.#wishes
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    let place = 0
    for (;;) {
      const child = this.#firstChild(place)
      const wish = heap[child]
      if (wish === undefined || !isBefore(wish, last)) break
      heap[place] = wish
      place = child
    }
    heap[place] = last
  }

  #firstChild(place: number): number {
    const left = this.#wishes[2 * place + 1]
    const right = this.#wishes[2 * place + 2]
    if (left === undefined || right === undefined) return 2 * place + 1
    return isBefore(right, left) ? 2 * place + 2 : 2 * place + 1
  }
}

/** Wishes for the same time are granted in the order in which they were made. */
function isBefore(a: Wish, b: Wish): boolean {
  return a.due < b.due || (a.due === b.due && a.sequence < b.sequence)
}
