import type { Balance } from './account.ts'
import type { EngineState } from './engine-state.ts'
import type { Transfer } from './event-log.ts'
import type { Fill, Order } from './order.ts'

/** How old the answers to reads are. */
export type Staleness =
  | { readonly kind: 'fresh' }
  /** As things were so long ago. */
  | { readonly kind: 'behind'; readonly byMs: number }
  /** As things were at this point of the event log. */
  | { readonly kind: 'frozen'; readonly sequence: number }

/** What one account is told about itself, now or as it was. */
export class AccountView {
  readonly #state: EngineState
  readonly #accountId: string
  readonly #sequence: number

  constructor(state: EngineState, accountId: string, staleness: Staleness) {
    this.#state = state
    this.#accountId = accountId
    this.#sequence = sequenceOf(state, staleness)
  }

  balances(): readonly Balance[] {
    return this.#state.account(this.#accountId).balances(this.#sequence)
  }

  order(id: number): Order | undefined {
    const order = this.#state.orders.find(id, this.#sequence)
    return order?.accountId === this.#accountId ? order : undefined
  }

  /** The newest under a client's id. */
  orderByClientId(clientOrderId: string): Order | undefined {
    const { orders } = this.#state
    return orders.findByClientId(this.#accountId, clientOrderId, this.#sequence).at(-1)
  }

  openOrders(): readonly Order[] {
    return this.#state.orders.open(this.#sequence).filter(this.#isMine)
  }

  orders(): readonly Order[] {
    return this.#state.orders.all(this.#sequence).filter(this.#isMine)
  }

  fills(): readonly Fill[] {
    return this.#state.orders.fills(this.#sequence).filter(this.#isMine)
  }

  fillsOf(orderId: number): readonly Fill[] {
    const isFresh = this.#sequence === Number.POSITIVE_INFINITY
    if (isFresh) return this.#state.orders.fillsOf(orderId)
    return this.fills().filter((fill) => fill.orderId === orderId)
  }

  transfers(kind: Transfer['kind']): readonly Transfer[] {
    return this.#state.log.events
      .filter((event) => event.sequence <= this.#sequence)
      .flatMap((event) => (event.kind === 'transfer' ? [event.transfer] : []))
      .filter((transfer) => transfer.kind === kind && this.#isMine(transfer))
  }

  readonly #isMine = ({ accountId }: { readonly accountId: string }): boolean => {
    return accountId === this.#accountId
  }
}

function sequenceOf(state: EngineState, staleness: Staleness): number {
  switch (staleness.kind) {
    case 'fresh':
      return Number.POSITIVE_INFINITY
    case 'behind':
      return state.log.sequenceAt(state.now() - staleness.byMs)
    case 'frozen':
      return staleness.sequence
  }
}
