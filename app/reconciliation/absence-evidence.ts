import type { Order } from '../domain/order.ts'
import type { ExchangeTraits } from '../ports/exchange-client.ts'

/** Two looks that are closer together than this are one. */
const APART_MS_MIN = 1_000
/** So far a clock may have been set forward, or a machine held up, without anybody noticing. */
export const UNNOTICED_MS_MAX = 3_000

/**
 * Whether it is proven that an order is not at the exchange. An absence counts only when the order could not arrive any
 * more and would be visible if it had; and it takes two of them, apart from each other. A failed query is none.
 */
export class AbsenceEvidence {
  readonly #traits: ExchangeTraits
  readonly #firstSeenAt = new Map<string, number>()
  #countedFrom = Number.NEGATIVE_INFINITY

  constructor(traits: ExchangeTraits) {
    this.#traits = traits
  }

  /** Notes that the exchange did not know the order when it was asked then; true once that is proof. */
  note(order: Order, askedAt: number): boolean {
    const { visibilityLagMs, requestWindowMs } = this.#traits
    const since = Math.max(order.updatedAt, this.#countedFrom)
    const waitMs = requestWindowMs + visibilityLagMs
    const countsFrom = since + (waitMs === 0 ? 0 : waitMs + UNNOTICED_MS_MAX)
    const first = this.#firstSeenAt.get(order.clientOrderId)
    // An earlier look says nothing: the order could still arrive, be visible, or be what it is now.
    if (first === undefined || first < countsFrom) {
      this.#firstSeenAt.set(order.clientOrderId, askedAt)
      return false
    }
    const apartMs = waitMs === 0 ? 0 : APART_MS_MIN
    return askedAt >= first + Math.max(apartMs, visibilityLagMs)
  }

  /** The machine slept or its clock was set: how much time has passed before then is not known. */
  beginAnew(now: number): void {
    this.#firstSeenAt.clear()
    this.#countedFrom = now
  }

  /** Something was heard of the order after all. */
  forget(clientOrderId: string): void {
    this.#firstSeenAt.delete(clientOrderId)
  }
}
