import type { z } from 'zod'
import type { Decision } from '../domain/decision.ts'

/** All that a strategy may know: the candle that just closed, as floats for indicators, and whether its bot holds. */
export interface StrategyContext {
  readonly openTime: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
  readonly holdsPosition: boolean
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
  /** Refuses parameters that make no sense together, with the reason. */
  readonly parameters: z.ZodType<StrategyParameters>
  /** Closed candles that it needs before its first decision. */
  warmUpCandles(parameters: StrategyParameters): number
  create(parameters: StrategyParameters): Strategy
}
