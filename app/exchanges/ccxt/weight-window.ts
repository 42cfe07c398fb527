interface Spent {
  readonly time: number
  readonly weight: number
}

/** How much was spent during the last `windowMs`, whichever moment one looks back from. */
export class WeightWindow {
  readonly #windowMs: number
  #spent: Spent[] = []
  #sum = 0

  constructor(windowMs: number) {
    this.#windowMs = windowMs
  }

  used(now: number): number {
    this.#forget(now)
    return this.#sum
  }

  spend(weight: number, now: number): void {
    this.#forget(now)
    this.#spent.push({ time: now, weight })
    this.#sum += weight
  }

  /** When there will be room for the weight under the limit; now, if there is. The weight is within the limit. */
  freeAt(weight: number, limit: number, now: number): number {
    this.#forget(now)
    let left = this.#sum
    for (const spent of this.#spent) {
      if (left + weight <= limit) break
      left -= spent.weight
      if (left + weight <= limit) return spent.time + this.#windowMs
    }
    return now
  }

  #forget(now: number): void {
    // After the clock was set back, what was spent later than now is as old as now.
    if ((this.#spent.at(-1)?.time ?? now) > now) {
      this.#spent = this.#spent.map(({ time, weight }) => ({ time: Math.min(time, now), weight }))
    }
    const kept = this.#spent.findIndex(({ time }) => time > now - this.#windowMs)
    const gone = this.#spent.splice(0, kept === -1 ? this.#spent.length : kept)
    for (const { weight } of gone) this.#sum -= weight
  }
}
