import type { OrderIntent } from './order.ts'

/** Why a strategy wants what it wants. One object per reason, reused: two decisions with the same one are the same. */
export interface Reason {
  readonly code: string
  readonly text: string
}

/** What a strategy wants after a closed candle. */
export interface Decision {
  readonly kind: 'nothing' | 'enter' | 'exit'
  readonly reason: Reason
}

/** One rule's no, with the numbers it compared, as text. */
export interface Refusal {
  readonly rule: string
  readonly message: string
}

/** A line of the decision log: why it did, and why it didn't. */
export interface DecisionRecord {
  readonly time: number
  readonly botId: string
  readonly kind: 'watching' | 'enter' | 'exit' | 'refused' | 'blocked' | 'state'
  readonly reason: string
  /** The numbers behind it, written out when somebody reads them: indicators, the arithmetic of the size, comparisons. */
  readonly detail: () => string
  readonly intentId: OrderIntent['intentId'] | null
}
