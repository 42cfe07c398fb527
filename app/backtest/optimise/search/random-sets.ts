import { randomAt } from '../../../exchanges/seeded-random.ts'
import type { StrategyParameters } from '../../../strategy/strategy.ts'
import { type ParameterSpace, placesAt } from '../parameter-space.ts'

const STREAM = 1
/** Draws a set that the strategy refuses do not count; where nearly all are refused, there is an end. */
const DRAWS_PER_SET_MAX = 100

/** Different sets, each as likely as any other: the beginning of a Fisher–Yates shuffle of the whole space. */
export function randomSets(
  space: ParameterSpace,
  count: number,
  seed: number,
): readonly StrategyParameters[] {
  const moved = new Map<number, number>()
  const sets: StrategyParameters[] = []
  const draws = Math.min(space.size, count * DRAWS_PER_SET_MAX)
  for (let draw = 0; draw < draws && sets.length < count; draw += 1) {
    const pick = draw + Math.floor(randomAt(seed, STREAM, draw) * (space.size - draw))
    const index = moved.get(pick) ?? pick
    moved.set(pick, moved.get(draw) ?? draw)
    const set = space.at(placesAt(space, index))
    if (set !== undefined) sets.push(set)
  }
  return sets
}
