import type { DecisionRecord } from '../domain/decision.ts'
import { isSettled, type Order } from '../domain/order.ts'
import { type EngineListener, NO_LISTENER } from '../engine/engine-listener.ts'

/** Why an order was sent. */
type Explained = Pick<DecisionRecord, 'reason'> & { readonly intentId: string }

/** Keeps why the order of each fill was sent. Of an order that is done its reason is forgotten: its fills have it. */
export class ReasonRecorder implements EngineListener {
  readonly candleClosed = NO_LISTENER.candleClosed
  readonly candleRevised = NO_LISTENER.candleRevised
  readonly driftChanged = NO_LISTENER.driftChanged
  readonly breakerChanged = NO_LISTENER.breakerChanged
  readonly killSwitchChanged = NO_LISTENER.killSwitchChanged
  readonly statusChanged = NO_LISTENER.statusChanged
  /** One for each fill, in their order; empty where nobody said it. */
  readonly ofFills: string[] = []
  /** Of the orders at work, of which there are a few at a time. */
  readonly #atWork: Explained[] = []
  #fillCount = 0

  readonly decisionLogged = ({ intentId, reason }: DecisionRecord): void => {
    if (intentId !== null) this.#atWork.push({ intentId, reason })
  }

  readonly fillBooked = (): void => {
    this.#fillCount += 1
  }

  /** After a fill it is told of the order to which that belongs. */
  readonly orderChanged = (order: Order): void => {
    const { intentId } = order.intent
    if (this.ofFills.length < this.#fillCount) this.ofFills.push(this.#reasonOf(intentId))
    if (isSettled(order)) this.#forget(intentId)
  }

  #forget(intentId: string): void {
    for (let place = this.#atWork.length - 1; place >= 0; place -= 1) {
      if (this.#atWork[place]?.intentId === intentId) this.#atWork.splice(place, 1)
    }
  }

  #reasonOf(intentId: string): string {
    for (const one of this.#atWork) if (one.intentId === intentId) return one.reason
    return ''
  }
}
