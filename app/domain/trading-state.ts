/** *halted*: no new orders, cancels allowed. *reducing*: only orders that shrink a position. */
export type TradingState = 'active' | 'reducing' | 'halted'

/** The state with who or what set it, as it is stored and shown. */
export interface TradingStatus {
  readonly state: TradingState
  readonly reason: string
  readonly since: number
}

/** Whom a state holds for: all accounts of the profile, the one that is open, or one bot. The strictest of them counts. */
export type TradingScope = 'global' | 'account' | `bot:${string}`
