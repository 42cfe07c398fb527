import type { MatchingEngine } from '../matching/matching-engine.ts'

const MS_PER_SECOND = 1_000

/** With which tag orders were placed; without one, none. */
export type Tags = ReadonlyMap<number, string>

interface CancelAfterParts {
  readonly engine: MatchingEngine
  readonly tags: Tags
  readonly now: () => number
}

interface Countdown {
  readonly accountId: string
  /** Of the orders that it is for; empty: all. */
  readonly tag: string
  readonly triggerTime: number
}

/** "Cancel all after": unless an account asks again in time, its orders, or those with a tag, are cancelled. */
export class CancelAfter {
  readonly #parts: CancelAfterParts
  readonly #countdowns = new Map<string, Countdown>()
  /** How often somebody said that they are there. */
  renewals = 0
  /** How often a time ran out. */
  strikes = 0

  constructor(parts: CancelAfterParts) {
    this.#parts = parts
  }

  /** Returns when it would strike; zero seconds turn it off. */
  renew(accountId: string, tag: string, seconds: number): number {
    this.renewals += 1
    const name = JSON.stringify([accountId, tag])
    const triggerTime = seconds === 0 ? 0 : this.#parts.now() + seconds * MS_PER_SECOND
    if (seconds === 0) this.#countdowns.delete(name)
    else this.#countdowns.set(name, { accountId, tag, triggerTime })
    return triggerTime
  }

  /** Strikes where the time is over. */
  look(): void {
    for (const [name, countdown] of this.#countdowns) {
      if (countdown.triggerTime > this.#parts.now()) continue
      this.#countdowns.delete(name)
      this.strikes += 1
      this.#cancel(countdown)
    }
  }

  #cancel({ accountId, tag }: Countdown): void {
    const { engine, tags } = this.#parts
    for (const order of engine.state.orders.open()) {
      const isMeant = tag === '' || tags.get(order.id) === tag
      if (order.accountId === accountId && isMeant) engine.cancel(order.id)
    }
  }
}
