import type { z } from 'zod'
import type { Decision, DecisionKind } from '../domain/decision.ts'
import type { StrategyAnswer, StrategyRun } from './strategy-run.ts'

/** What orders under one key have bought, and what of it is not sold, as floats. */
export interface HeldLot {
  readonly quantity: number
  /** Of one, fees included; NaN while there is none. */
  readonly averageCost: number
  /** Enough of it for the exchange to take an order. */
  readonly isSellable: boolean
  /** A purchase under this key is still open. */
  readonly isBuying: boolean
}

export const NO_LOT: HeldLot = {
  quantity: 0,
  averageCost: Number.NaN,
  isSellable: false,
  isBuying: false,
}

/** What a bot has that never traded. */
export const HOLDS_NOTHING = {
  holdsPosition: false,
  quantity: 0,
  averageCost: Number.NaN,
  lot: () => NO_LOT,
}

/**
 * All that a strategy may know: the candle that just closed, as floats for indicators, and what its bot holds. What only
 * some ask for is looked up when they do.
 */
export interface StrategyContext {
  readonly openTime: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
  readonly holdsPosition: boolean
  /** What the bot holds. */
  readonly quantity: number
  /** What one of it cost on average, fees included; NaN while the bot holds nothing. */
  readonly averageCost: number
  /** What came of its working orders with a key. */
  lot(key: string): HeldLot
}

/** One run of a strategy: fed every closed candle once, in order, the warm-up first. */
export interface Strategy {
  evaluate(context: StrategyContext): Decision
  /** The last value of each plotted line, in the order of the definition; null while it warms up. */
  lines(): readonly (number | null)[]
}

/** One input of a strategy's form. */
export interface StrategyField<Key extends string = string> {
  readonly key: Key
  readonly label: string
  readonly unit: string
  readonly help: string
  readonly min: number
  readonly max: number
  readonly step: number
  readonly default: number
  /** In words, for whole values from 0 on that are no numbers to those who choose. */
  readonly choices?: readonly string[]
}

export interface StrategyOrdering {
  readonly smaller: string
  readonly larger: string
  readonly message: string
}

/** A line that a strategy plots: over the candles, or, where it is no price, below them on a scale of its own. */
export interface StrategyLine {
  readonly id: string
  readonly label: string
  readonly scale: 'price' | 'own'
  /** From level to level, without slopes between them. */
  readonly isStepped?: boolean
}

export type StrategyParameters = Readonly<Record<string, number>>

/** A strategy as it is chosen and configured. */
export interface StrategyDefinition {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly fields: readonly StrategyField[]
  readonly lines: readonly StrategyLine[]
  /** Pairs of parameters of which one must be below the other, so that a form can say so at once. */
  readonly orderings: readonly StrategyOrdering[]
  /** When to buy and to sell all, how much of the budget to hold, or which orders should rest. */
  readonly decides: DecisionKind
  /** Refuses parameters that make no sense together, with the reason. */
  readonly parameters: z.ZodType<StrategyParameters>
  /** Closed candles that it needs before its first decision. */
  warmUpCandles(parameters: StrategyParameters): number
  create(parameters: StrategyParameters): Strategy
  /**
   * Present where it runs in a process of its own: what `create` makes says nothing then, and decisions come later, one
   * for each candle that was asked about.
   */
  startAway?(
    parameters: StrategyParameters,
    answered: (answer: StrategyAnswer) => void,
  ): StrategyRun
  /**
   * Why it may not trade with these parameters, where that takes a while to find out; asked before its first decision that
   * counts, not while it is shown the past.
   */
  flawOf?(parameters: StrategyParameters): string | undefined
}
