import type { CallBreaker, CallKind } from '../../ports/exchange-health.ts'

/** Which calls to the exchange are stopped. That one goes out now and then to see changes nothing about that. */
export class StoppedCalls {
  readonly #kinds = new Set<CallKind>()

  /** What a breaker's new state means for its calls, or nothing when they were stopped, or let through, before. */
  note({ calls, state }: CallBreaker): 'stopped' | 'let through again' | undefined {
    const wasStopped = this.#kinds.has(calls)
    if (state === 'closed') this.#kinds.delete(calls)
    else this.#kinds.add(calls)
    if (wasStopped === this.#kinds.has(calls)) return undefined
    return wasStopped ? 'let through again' : 'stopped'
  }
}
