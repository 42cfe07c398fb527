import type { Money } from './amount.ts'

/**
 * balance: an amount that our ledger does not explain. external-order: one at the exchange that we did not send.
 * external-fill: a trade of such an order. missing-fills: the exchange says that our order traded, and shows no trade.
 * missing-order: the exchange took our order, and now knows nothing of it. missing-stop: a position whose protective order
 * is not at the exchange.
 */
export type DriftKind =
  | 'balance'
  | 'external-order'
  | 'external-fill'
  | 'missing-fills'
  | 'missing-order'
  | 'missing-stop'

/** open: bots that touch its currencies do not enter. ignored, adopted, fixed: decided by the user. gone: it vanished. */
export type DriftState = 'open' | 'ignored' | 'adopted' | 'fixed' | 'gone'

/** What a drift would move if it were taken into the books. */
export interface Move {
  readonly currency: string
  readonly amount: Money
}

/** A difference between our record and the exchange's that nothing explains. */
export interface Drift {
  readonly driftId: string
  readonly kind: DriftKind
  /** The currency, the exchange's order or trade id, or our client order id. */
  readonly about: string
  /** Null where it is about no single market. */
  readonly symbol: string | null
  /** The currencies that it puts in doubt. */
  readonly currencies: readonly string[]
  readonly moves: readonly Move[]
  /** What our record says, and what the exchange's says, for people. */
  readonly ours: string
  readonly theirs: string
  readonly since: number
  readonly state: DriftState
}

/** Takes part in explaining what the exchange holds, although it is not in the books. */
export function isAccounted({ state, kind }: Drift): boolean {
  return state === 'ignored' || (state === 'open' && kind === 'external-fill')
}
