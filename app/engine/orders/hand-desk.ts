import { formatAmount } from '../../domain/amount.ts'
import type { AuditActor } from '../../domain/audit-entry.ts'
import type { AuditLog } from '../../ports/audit-log.ts'
import type { DriftWish, EngineEvent } from '../engine-event.ts'
import type { Clearance } from '../guard/clearance.ts'
import type { LimitBook } from '../guard/limit-book.ts'
import { flatten } from './flatten.ts'
import type { OrderDesk } from './order-desk.ts'
import type { SignalParts } from './place-signal.ts'
import { placeTicket } from './place-ticket.ts'

const BY_HAND = 'cancelled by you'

type PlaceEvent = Extract<EngineEvent, { kind: 'place' }>
type CancelEvent = Extract<EngineEvent, { kind: 'cancel' }>
type LimitsEvent = Extract<EngineEvent, { kind: 'limits' }>
type FlattenEvent = Extract<EngineEvent, { kind: 'flatten' }>

export interface HandParts {
  readonly desk: OrderDesk
  readonly signals: SignalParts
  readonly clearance: Clearance
  readonly limits: LimitBook
  readonly audit: AuditLog
  /** Why nothing can be sold now, or nothing. */
  readonly noSale: () => string | undefined
}

/** What people ask for beside their bots: each is done or answered at once, and is in the audit log. */
export class HandDesk {
  readonly #parts: HandParts

  constructor(parts: HandParts) {
    this.#parts = parts
  }

  /** Whoever asked is answered, come what may; a wish that may have been written down is not called refused. */
  place({ ticket, actor, answer }: PlaceEvent): void {
    const { signals, clearance, desk } = this.#parts
    try {
      answer(placeTicket(signals, ticket, { blocked: clearance.blockedByHand(ticket), actor }))
    } catch (error) {
      const { intentId } = ticket
      const order = [...desk.openOrders()].find(({ intent }) => intent.intentId === intentId)
      answer(order ? { kind: 'sent', order } : { kind: 'failed', error })
      throw error
    }
  }

  /** Sent first: nothing stands between a person and a cancel, not even writing down who wanted it. */
  cancel({ clientOrderId, actor }: CancelEvent): void {
    const { desk, audit } = this.#parts
    const order = desk.findOrder(clientOrderId)
    if (!order) return
    desk.cancel(order, BY_HAND)
    const { intent } = order
    audit.append({
      ...{ actor, action: 'order cancelled', subject: `order: ${clientOrderId}` },
      detail: `${intent.side} ${formatAmount(intent.quantity)} ${intent.symbol}, ${intent.type}`,
    })
  }

  cancelAll(actor: AuditActor): void {
    const { desk, audit } = this.#parts
    const count = [...desk.openOrders()].length
    desk.cancelAll(BY_HAND)
    const detail = `${count} open`
    audit.append({ actor, action: 'all orders cancelled', subject: 'account', detail })
  }

  flatten({ answer = () => undefined }: FlattenEvent): void {
    answer(this.#parts.noSale() ?? flatten(this.#parts.signals))
  }

  /** Written down first: what is in force survives a restart. */
  changeLimits({ scope, limits, store, answer }: LimitsEvent): void {
    try {
      store()
    } catch (error) {
      answer(error)
      throw error
    }
    this.#parts.limits.set(scope, limits)
    answer()
  }

  decideDrift({ driftId, decision, actor = 'engine' }: DriftWish): void {
    const { desk, audit } = this.#parts
    const drift = desk.decideDrift(driftId, decision)
    if (drift === undefined) return
    const { kind, about, ours, theirs } = drift
    audit.append({
      ...{ actor, action: 'drift decided', subject: `drift: ${driftId}` },
      detail: `${decision}: ${kind} of ${about}; here ${ours}, at the exchange ${theirs}`,
    })
  }
}
