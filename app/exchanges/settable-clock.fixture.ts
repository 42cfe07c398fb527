import { ManualClock } from './manual-clock.ts'

/** One that people, the network or a sleep of the machine set: the time is another, and nobody is called for that. */
export class SettableClock extends ManualClock {
  #setByMs = 0

  /** Forward, or back where it is negative. */
  set(byMs: number): void {
    this.#setByMs += byMs
  }

  override now(): number {
    return super.now() + this.#setByMs
  }
}
