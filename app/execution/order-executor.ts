import type { Quantity } from '../domain/amount.ts'
import {
  type ApprovedOrder,
  isFinished,
  newOrder,
  type Order,
  type OrderIntent,
  type OrderReply,
} from '../domain/order.ts'
import type { Price } from '../domain/price.ts'
import { failure, type Result, success } from '../domain/result.ts'
import type { Clock } from '../ports/clock.ts'
import {
  type ExchangeClient,
  type OrderRequest,
  type PairLeg,
  type PairOrders,
  referenceTo,
} from '../ports/exchange-client.ts'
import type { LedgerStore } from '../ports/ledger-store.ts'
import { clientOrderId, isClientOrderId } from './client-order-id.ts'
import type { OrderTracker } from './order-tracker.ts'
import { isWatchedHere, withoutTrigger } from './waiting-orders.ts'

/** An order that is on disk and has not been sent. */
export interface PreparedOrder {
  readonly approved: ApprovedOrder
  readonly order: Order
}

/** repeated: this intent was written down before, as that order. refused: the exchange could not take it at all. */
export type Unprepared =
  | { readonly kind: 'repeated' }
  | { readonly kind: 'refused'; readonly reason: string }

export interface ExecutorParts {
  readonly store: LedgerStore
  readonly tracker: OrderTracker
  readonly exchange: ExchangeClient
  readonly clock: Clock
  /** What the ids of this account's orders begin with: two accounts of ours may share one at the exchange. */
  readonly idPrefix: string
}

class RepeatedOrder extends Error {}

const REPEATED: Unprepared = { kind: 'repeated' }

/**
 * Writes, then sends; sends once. What the exchange makes of an order arrives as news about it, and silence is no news:
 * such an order is unresolved until the reconciler has evidence, and is never sent again.
 */
export class ReliableOrderExecutor {
  readonly #store: LedgerStore
  readonly #tracker: OrderTracker
  readonly #exchange: ExchangeClient
  readonly #clock: Clock
  readonly #idPrefix: string

  constructor(parts: ExecutorParts) {
    this.#store = parts.store
    this.#tracker = parts.tracker
    this.#exchange = parts.exchange
    this.#clock = parts.clock
    this.#idPrefix = parts.idPrefix
  }

  /** Whether an order can be sent under the id of this intent. */
  takes(intentId: string): boolean {
    return isClientOrderId(this.#idPrefix, intentId)
  }

  /** The id under which an intent is, or would be, at the exchange. */
  clientOrderId(intentId: string): string {
    return clientOrderId(this.#idPrefix, intentId)
  }

  /**
   * Intent, payload, client order id and state `submitting` in one durable commit. An intent that was written down before
   * is never sent twice. Throws, and nothing may be sent, when the store fails.
   */
  prepare(approved: ApprovedOrder): Result<PreparedOrder, Unprepared> {
    const id = this.clientOrderId(approved.intentId)
    const payload = this.#exchange.encode(approved, id)
    if (!payload.ok) return failure({ kind: 'refused', reason: payload.error })
    const time = this.#clock.now()
    const order = newOrder({ intent: approved, clientOrderId: id, payload: payload.value, time })
    if (!this.#store.insertOrders([order])) return failure(REPEATED)
    this.#tracker.track(order)
    return success({ approved, order })
  }

  /**
   * The same for orders that belong together, in one commit: those that wait are watched from here on, and none of them is
   * sent yet. What else belongs into that commit is written around it.
   */
  prepareGroup(
    group: readonly { readonly approved: ApprovedOrder; readonly waits: boolean }[],
    commit: (write: () => void) => void = (write) => write(),
  ): Result<readonly PreparedOrder[], Unprepared> {
    const prepared: PreparedOrder[] = []
    for (const { approved, waits } of group) {
      const id = this.clientOrderId(approved.intentId)
      const payload = this.#exchange.encode(this.#asSent(approved), id)
      if (!payload.ok) return failure({ kind: 'refused', reason: payload.error })
      const order = newOrder({
        intent: approved,
        clientOrderId: id,
        payload: waits ? null : payload.value,
        time: this.#clock.now(),
      })
      prepared.push({ approved, order })
    }
    const orders = prepared.map(({ order }) => order)
    try {
      commit(() => {
        // Nothing else of the commit stays either.
        if (!this.#store.insertOrders(orders)) throw new RepeatedOrder()
      })
    } catch (error) {
      if (error instanceof RepeatedOrder) return failure(REPEATED)
      throw error
    }
    for (const order of orders) this.#tracker.track(order)
    return success(prepared)
  }

  #asSent(approved: ApprovedOrder): ApprovedOrder {
    const { nativeTypes } = this.#exchange.traits
    return isWatchedHere(approved, nativeTypes) ? withoutTrigger(approved) : approved
  }

  /** Remembers that the price was there: what is in the way takes its time, and Cryptobot may stop meanwhile. */
  remember(order: Order): void {
    const { clientOrderId, intent } = order
    const payload = this.#exchange.encode(asApproved(withoutTrigger(intent)), clientOrderId)
    if (!payload.ok) return
    const time = this.#clock.now()
    this.#tracker.apply({ kind: 'reached', clientOrderId, payload: payload.value, time })
  }

  /** Draws the level of a trailing stop along, on disk: it survives whatever happens next. */
  trail({ clientOrderId }: Order, triggerPrice: Price, time: number): Order | undefined {
    return this.#tracker.apply({ kind: 'trailed', clientOrderId, triggerPrice, time })
  }

  /**
   * Sends an order that has waited: on disk as submitting before, like any other. When its price is there, it goes to the
   * market at once.
   */
  release(
    order: Order,
    { quantity, isReached }: { readonly quantity: Quantity; readonly isReached: boolean },
  ): Result<Order, string> {
    const { clientOrderId } = order
    const intent = isReached ? withoutTrigger(order.intent) : order.intent
    const approved = asApproved({ ...intent, quantity })
    const payload = this.#exchange.encode(approved, clientOrderId)
    if (!payload.ok) return payload
    const submitting = this.#tracker.apply({
      kind: 'triggered',
      clientOrderId,
      payload: payload.value,
      type: intent.type,
      quantity,
      time: this.#clock.now(),
    })
    if (submitting === undefined) return failure('it does not wait any more')
    this.send({ approved, order: submitting })
    return success(submitting)
  }

  /** Sends a stop and its target as one; both are on disk as submitting before, in one commit. */
  releasePair(stop: Order, target: Order, quantity: Quantity): Result<readonly Order[], string> {
    const { pairs } = this.#exchange
    if (pairs === undefined) return failure('the exchange takes no pairs')
    const [stopLeg, targetLeg] = [legOf(stop, quantity), legOf(target, quantity)]
    const wording = pairs.encode(stopLeg, targetLeg)
    if (!wording.ok) return wording
    const sent = { kind: 'triggered', payload: wording.value, time: this.#clock.now() } as const
    const submitting = this.#tracker.applyTogether(
      [stopLeg, targetLeg].map(({ order: { type }, clientOrderId }) => {
        return { ...sent, clientOrderId, type, quantity }
      }),
    )
    if (submitting.length === 0) return failure('they do not wait any more')
    const { payload } = sent
    this.#sendPair(pairs, [
      { ...stopLeg, payload },
      { ...targetLeg, payload },
    ])
    return success(submitting)
  }

  #sendPair(pairs: PairOrders, [stop, target]: readonly [OrderRequest, OrderRequest]): void {
    try {
      pairs.submit(stop, target)
    } catch (error) {
      const time = this.#clock.now()
      for (const { clientOrderId } of [stop, target]) {
        this.#tracker.apply({ kind: 'unknown', clientOrderId, reason: String(error), time })
      }
      throw error
    }
  }

  /** Nothing is written between the commit and this. An order whose sending breaks off may have been sent. */
  send({ approved, order }: PreparedOrder): void {
    const { clientOrderId, payload } = order
    if (payload === null) return
    try {
      this.#exchange.submit({ order: approved, clientOrderId, payload })
    } catch (error) {
      const time = this.#clock.now()
      this.#tracker.apply({ kind: 'unknown', clientOrderId, reason: String(error), time })
      throw error
    }
  }

  /**
   * Takes an order back. The wish is on disk before it is sent, where that is possible, and repeated until the order is
   * finished: to ask twice does no harm. An order that only waits here is cancelled at once, which is the answer then.
   */
  cancel(order: Order, reason: string): OrderReply | undefined {
    if (isFinished(order)) return undefined
    const { clientOrderId, exchangeOrderId } = order
    const time = this.#clock.now()
    if (order.state === 'waiting') {
      const reportedQuantity = order.filledQuantity
      return { kind: 'cancelled', clientOrderId, exchangeOrderId, reportedQuantity, reason, time }
    }
    try {
      this.#tracker.apply({ kind: 'cancel-requested', clientOrderId, time })
    } finally {
      // Written down or not: a cancel only ever takes risk away.
      this.#exchange.cancel(referenceTo(order))
    }
    return undefined
  }
}

function legOf({ intent, clientOrderId }: Order, quantity: Quantity): PairLeg {
  return { order: asApproved({ ...intent, quantity }), clientOrderId }
}

/** What waits was approved when it was written down, has become no larger since, and entries were reviewed once more. */
function asApproved(intent: OrderIntent): ApprovedOrder {
  return intent as ApprovedOrder
}
