import type { OrderIntent } from './order.ts'
import type { WantedOrder } from './working-order.ts'

/** Why a strategy wants what it wants. One object per reason, reused: two decisions with the same one are the same. */
export interface Reason {
  readonly code: string
  readonly text: string
}

/** To do nothing, to buy by the bot's size, or to sell all of it. */
export interface Signal {
  readonly kind: 'nothing' | 'enter' | 'exit'
  readonly reason: Reason
}

/** All orders that should rest now: what rests beside them is taken back, what is missing is placed. */
export interface WorkingOrders {
  readonly kind: 'working-orders'
  readonly orders: readonly WantedOrder[]
  readonly reason: Reason
}

/** What a strategy wants after a closed candle. */
export type Decision = Signal | WorkingOrders

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
