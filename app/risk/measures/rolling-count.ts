import { BREAKER_COUNT_MAX as COUNT_MAX } from '../../domain/breaker.ts'

/** How often something happened within a window, up to a thousand times, in memory that is taken once. */
export class RollingCount {
  readonly #times = new Float64Array(COUNT_MAX)
  #head = 0
  #size = 0

  /** With what may have fallen out of its window since it was last looked at. */
  get size(): number {
    return this.#size
  }

  clear(): void {
    this.#size = 0
  }

  add(time: number): void {
    if (this.#size === COUNT_MAX) this.#dropFirst()
    const slot = this.#head + this.#size
    this.#times[slot < COUNT_MAX ? slot : slot - COUNT_MAX] = time
    this.#size += 1
  }

  /** What happened less than the window ago. */
  within(windowMs: number, now: number): number {
    while (this.#size > 0 && (this.#times[this.#head] ?? 0) <= now - windowMs) this.#dropFirst()
    return this.#size
  }

  #dropFirst(): void {
    this.#head = this.#head + 1 === COUNT_MAX ? 0 : this.#head + 1
    this.#size -= 1
  }
}
