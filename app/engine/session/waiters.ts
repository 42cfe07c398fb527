import type { Clock } from '../../ports/clock.ts'
import type { EngineListener } from '../engine-listener.ts'

interface Waiter {
  readonly isDone: () => boolean
  readonly resolve: () => void
}

/** Those who wait until something is so; looked at whenever the engine says that something has changed. */
export class Waiters implements EngineListener {
  readonly #clock: Clock
  #waiting: readonly Waiter[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Resolves when the condition holds, or after so long all the same. */
  until(isDone: () => boolean, withinMs: number): Promise<void> {
    if (isDone()) return Promise.resolve()
    return new Promise((resolve) => {
      const cancel = this.#clock.schedule(withinMs, () => this.#leave(waiter))
      const waiter: Waiter = {
        isDone,
        resolve: () => {
          cancel()
          resolve()
        },
      }
      this.#waiting = [...this.#waiting, waiter]
    })
  }

  candleClosed(): void {
    // Nobody waits for a candle.
  }

  candleRevised(): void {
    // Nor for what becomes of one.
  }

  orderChanged(): void {
    this.#look()
  }

  fillBooked(): void {
    this.#look()
  }

  decisionLogged(): void {
    // Nobody waits for a decision.
  }

  driftChanged(): void {
    this.#look()
  }

  breakerChanged(): void {
    this.#look()
  }

  killSwitchChanged(): void {
    this.#look()
  }

  statusChanged(): void {
    this.#look()
  }

  #look(): void {
    for (const waiter of this.#waiting) if (waiter.isDone()) this.#leave(waiter)
  }

  #leave(waiter: Waiter): void {
    this.#waiting = this.#waiting.filter((other) => other !== waiter)
    waiter.resolve()
  }
}
