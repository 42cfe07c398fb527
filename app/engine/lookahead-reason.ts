import { lookaheadFault } from '../strategy/lookahead.ts'
import { provingCandles } from '../strategy/proving-candles.ts'
import type { StrategyDefinition, StrategyParameters } from '../strategy/strategy.ts'

/** Why a strategy may not trade, on paper or otherwise: it says one thing or another, depending on what it cannot know. */
export function lookaheadReason(
  definition: StrategyDefinition,
  parameters: StrategyParameters,
): string | undefined {
  const candles = provingCandles(definition.warmUpCandles(parameters))
  const fault = lookaheadFault(definition, parameters, candles)
  if (fault === undefined) return undefined
  return `${definition.name} failed the lookahead test: shown the same candles twice, with others behind them, it says "${fault.said}" and then "${fault.saysOtherwise}"`
}
