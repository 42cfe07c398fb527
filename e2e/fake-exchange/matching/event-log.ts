import type { Balance } from './account.ts'
import type { Amount } from './amount.ts'
import type { Fill, Order } from './order.ts'

/** What happened to an order. */
export type Execution = 'new' | 'trade' | 'triggered' | 'canceled' | 'expired' | 'amended'

export interface Transfer {
  readonly id: string
  readonly kind: 'deposit' | 'withdrawal'
  readonly accountId: string
  readonly asset: string
  readonly amount: Amount
  readonly fee: Amount
  readonly time: number
  /** Until then it is under way, and the balance without it already. */
  readonly completeAt: number
}

type Happening =
  | {
      readonly kind: 'order'
      readonly accountId: string
      readonly execution: Execution
      readonly order: Order
      readonly fill: Fill | null
    }
  | {
      readonly kind: 'balances'
      readonly accountId: string
      readonly balances: readonly Balance[]
    }
  | { readonly kind: 'transfer'; readonly accountId: string; readonly transfer: Transfer }
  | {
      readonly kind: 'price'
      readonly symbol: string
      readonly bid: Amount
      readonly ask: Amount
      readonly last: Amount
    }

export type EngineEvent = Happening & { readonly sequence: number; readonly time: number }

/** Everything that happened, in order; whoever listens hears of it at once. */
export class EventLog {
  /** Without prices, of which there would be too many. */
  readonly events: EngineEvent[] = []
  readonly #listeners = new Set<(event: EngineEvent) => void>()
  readonly #now: () => number
  #sequence = 0

  constructor(now: () => number) {
    this.#now = now
  }

  /** The number of what happens next. */
  next(): number {
    this.#sequence += 1
    return this.#sequence
  }

  get sequence(): number {
    return this.#sequence
  }

  /** The last that had happened at a time. */
  sequenceAt(time: number): number {
    return this.events.findLast((event) => event.time <= time)?.sequence ?? 0
  }

  add(happening: Happening): void {
    const event = { ...happening, sequence: this.next(), time: this.#now() }
    if (event.kind !== 'price') this.events.push(event)
    for (const listener of this.#listeners) listener(event)
  }

  /** Returns what ends the listening. */
  listen(listener: (event: EngineEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
