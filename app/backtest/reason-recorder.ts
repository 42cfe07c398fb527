import type { DecisionRecord } from '../domain/decision.ts'
import { isSettled, type Order } from '../domain/order.ts'
import { type EngineListener, NO_LISTENER } from '../engine/engine-listener.ts'

/** Keeps why the order of each fill was sent. Of an order that is done its reason is forgotten: its fills have it. */
export class ReasonRecorder implements EngineListener {
  readonly candleClosed = NO_LISTENER.candleClosed
  readonly driftChanged = NO_LISTENER.driftChanged
  readonly breakerChanged = NO_LISTENER.breakerChanged
  readonly killSwitchChanged = NO_LISTENER.killSwitchChanged
  readonly statusChanged = NO_LISTENER.statusChanged
  /** One for each fill, in their order; empty where nobody said it. */
  readonly ofFills: string[] = []
  /** By intent, of the orders at work. */
  readonly #ofOrders = new Map<string, string>()
  #fillCount = 0

  readonly decisionLogged = ({ intentId, reason }: DecisionRecord): void => {
    if (intentId !== null) this.#ofOrders.set(intentId, reason)
  }

  readonly fillBooked = (): void => {
    this.#fillCount += 1
  }

  /** After a fill it is told of the order to which that belongs. */
  readonly orderChanged = (order: Order): void => {
    const { intentId } = order.intent
    if (this.ofFills.length < this.#fillCount) this.ofFills.push(this.#ofOrders.get(intentId) ?? '')
    if (isSettled(order)) this.#ofOrders.delete(intentId)
  }
}
