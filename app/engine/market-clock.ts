import type { Clock } from '../ports/clock.ts'

/** The time of a market that runs at its own pace: it is as late as the last thing that happened there. */
export class MarketClock implements Clock {
  readonly #pacemaker: Clock
  #now: number

  constructor(pacemaker: Clock, now: number) {
    this.#pacemaker = pacemaker
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  advanceTo(time: number): void {
    if (time > this.#now) this.#now = time
  }

  schedule(delayMs: number, callback: () => void): () => void {
    return this.#pacemaker.schedule(delayMs, callback)
  }
}
