import { z } from 'zod'
import type { StrategyDefinition } from '../strategy/strategy.ts'
import { findStrategy, strategyFaultOf } from '../strategy/strategy-catalog.ts'
import { cannotTrade } from './cannot-trade.ts'
import { lookaheadReason } from './lookahead-reason.ts'

/** The strategy of a stored bot, or a stand-in that says why it cannot run. */
export function strategyOf(
  strategyId: string,
  parameters: Readonly<Record<string, number>>,
): StrategyDefinition {
  const definition = findStrategy(strategyId)
  if (definition === undefined) {
    const fault = strategyFaultOf(strategyId) ?? `this version has no strategy "${strategyId}"`
    return unavailableStrategy(strategyId, fault)
  }
  return tradable(definition, parameters)
}

/**
 * A strategy if it takes these parameters, to be put to the lookahead test before its first decision; a stand-in otherwise.
 */
export function tradable(
  definition: StrategyDefinition,
  parameters: Readonly<Record<string, number>>,
): StrategyDefinition {
  const { id, name } = definition
  const checked = definition.parameters.safeParse(parameters)
  if (!checked.success) {
    const reason = checked.error.issues[0]?.message ?? 'they make no sense'
    return unavailableStrategy(id, `${name} does not take its parameters: ${reason}`)
  }
  // One that runs in a process of its own is put to the test there, before it is shown its first candle.
  if (definition.startAway !== undefined) return definition
  return { ...definition, flawOf: (asked) => lookaheadReason(definition, asked) }
}

/** Enters nothing and says why; the bot is seen, its position too, and its exits go on protecting it. */
function unavailableStrategy(id: string, reason: string): StrategyDefinition {
  const decision = cannotTrade(reason)
  return {
    id,
    name: `${id} (not available)`,
    description: reason,
    fields: [],
    lines: [],
    orderings: [],
    decides: 'signals',
    parameters: z.record(z.string(), z.number()),
    warmUpCandles: () => 0,
    create: () => ({ evaluate: () => decision, lines: () => [] }),
  }
}
