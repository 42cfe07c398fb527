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

/** How much a bot should hold: what is missing is bought and what is beyond it is sold, at the market. */
export interface TargetWeight {
  readonly kind: 'target-weight'
  /** Of what the bot's sizing stakes in all: from 0, which sells all that it holds, to 1. */
  readonly weight: number
  /** Of the same: nothing is traded while what is held is no further off. All is sold at a weight of 0 whatever this is. */
  readonly tolerance: number
  readonly reason: Reason
}

/** What strategies decide: when to buy and to sell all, how much to hold, or which orders should rest. */
export const DECISION_KINDS = ['signals', 'target-weights', 'working-orders'] as const
export type DecisionKind = (typeof DECISION_KINDS)[number]

/** What is traded at the market where it is not so already. */
export type MarketDecision = Signal | TargetWeight

/** What a strategy wants after a closed candle. */
export type Decision = MarketDecision | WorkingOrders

/** What makes no sense in a target weight, or nothing. */
export function targetWeightFault({ weight, tolerance }: TargetWeight): string | undefined {
  if (!(weight >= 0 && weight <= 1)) {
    return `it wants to hold ${weight} of the budget: a weight is from 0 to 1`
  }
  if (tolerance >= 0 && tolerance < 1) return undefined
  return `it tolerates ${tolerance} of the budget: a tolerance is from 0 to below 1`
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
