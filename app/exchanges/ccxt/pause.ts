/** For how long something is left alone; never for longer than was meant because the clock was set back. Times in Unix ms. */
export class Pause {
  #until = Number.NEGATIVE_INFINITY
  #lengthMs = 0

  /** One that ends later than this goes on. */
  begin(forMs: number, now: number): void {
    if (now + forMs <= this.endsAt(now)) return
    this.#until = now + forMs
    this.#lengthMs = forMs
  }

  /** In the past when it is over, or never began. */
  endsAt(now: number): number {
    // Nobody knows how much of it had passed before the clock was set back.
    this.#until = Math.min(this.#until, now + this.#lengthMs)
    return this.#until
  }

  isOver(now: number): boolean {
    return now >= this.endsAt(now)
  }
}
