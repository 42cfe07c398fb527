import { type ShownCandle, shownRun } from './shown-run.ts'
import type { StrategyDefinition, StrategyParameters } from './strategy.ts'

export interface WarmUpComparison {
  /** How many candles earlier the second run began than the first that was compared. */
  readonly warmUp: number
  /** Candles at which both runs were asked, and those at which they wanted different things. */
  readonly compared: number
  readonly different: number
}

/**
 * Whether what a strategy wants depends on how early its data began: asked with all the candles, and again with those from
 * its declared warm-up before the middle on. Undefined where there are too few candles to ask.
 */
export function warmUpComparison(
  definition: StrategyDefinition,
  parameters: StrategyParameters,
  candles: readonly ShownCandle[],
): WarmUpComparison | undefined {
  const warmUp = definition.warmUpCandles(parameters)
  const from = Math.max(Math.floor(candles.length / 2), warmUp + 1)
  const start = from - warmUp
  if (start < 1 || from >= candles.length) return undefined
  const whole = shownRun(definition, parameters, { candles })
  const late = shownRun(definition, parameters, {
    candles: candles.slice(start),
    // The same position at each candle, so that one difference does not make all that follow.
    holds: whole.held.slice(start),
  })
  const asked = whole.statements.slice(from)
  const different = asked.filter(({ wish }, at) => wish !== late.statements[warmUp + at]?.wish)
  return { warmUp, compared: asked.length, different: different.length }
}
