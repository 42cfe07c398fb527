import { parametersOf } from '../strategy/parameters.ts'
import type { StrategyDefinition } from '../strategy/strategy.ts'
import type { StrategyManifest } from './strategy-manifest.ts'

export type UserDefinition = StrategyDefinition & Pick<StrategyManifest, 'decides'>

type Behaviour = Pick<StrategyDefinition, 'id' | 'warmUpCandles' | 'create'>

/** A user's strategy as the wizard, the backtest and the engine take it, from what it says of itself. */
export function userDefinition(
  { name, description, decides, fields, lines, orderings }: StrategyManifest,
  behaviour: Behaviour,
): UserDefinition {
  const parameters = parametersOf(fields, orderings)
  return { ...behaviour, name, description, fields, lines, orderings, decides, parameters }
}
