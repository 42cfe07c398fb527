import type { MarketDecision } from '../domain/decision.ts'

/** A closed candle as a strategy away from the engine is shown it. */
export interface ShownCandle {
  readonly openTime: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
  readonly holdsPosition: boolean
  readonly quantity: number
  /** NaN while the bot holds nothing. */
  readonly averageCost: number
}

/** What a strategy says that runs in a process of its own. */
export type StrategyAnswer =
  | {
      readonly kind: 'decided'
      /** Of the candle that it decided on. */
      readonly openTime: number
      readonly decision: MarketDecision
      readonly lines: readonly (number | null)[]
      readonly elapsedMs: number
    }
  /** It threw, hung or wanted too much: its process is gone. */
  | { readonly kind: 'failed'; readonly error: Error }

/** One run of a strategy away from the engine: it is asked without a wait, and answers later, in the same order. */
export interface StrategyRun {
  ask(candle: ShownCandle): void
  /** Nothing is answered any more. */
  stop(): void
}
