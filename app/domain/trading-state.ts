/** *halted*: no new orders, cancels allowed. *reducing*: only orders that shrink a position. */
export type TradingState = 'active' | 'reducing' | 'halted'

/** The state with who or what set it, as it is stored and shown. */
export interface TradingStatus {
  readonly state: TradingState
  readonly reason: string
  readonly since: number
}
