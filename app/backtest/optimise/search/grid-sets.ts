import type { StrategyParameters } from '../../../strategy/strategy.ts'
import { type ParameterSpace, placesAt } from '../parameter-space.ts'

/** Every set of the space that the strategy takes, in order. */
export function gridSets(space: ParameterSpace): readonly StrategyParameters[] {
  const sets: StrategyParameters[] = []
  for (let index = 0; index < space.size; index += 1) {
    const set = space.at(placesAt(space, index))
    if (set !== undefined) sets.push(set)
  }
  return sets
}
