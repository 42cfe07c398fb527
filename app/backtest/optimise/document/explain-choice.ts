import type { StrategyParameters } from '../../../strategy/strategy.ts'
import type { Objective } from '../objective.ts'
import { setKey } from '../parameter-space.ts'
import type { RankedTrial } from '../plateau.ts'

const NOTHING = 'No set met the constraints and had a value, among enough neighbours that did.'

/** Why this set and not the highest one, in words. */
export function explainChoice(
  objective: Objective,
  chosen: RankedTrial | null,
  peak: RankedTrial | null,
): string {
  if (chosen === null || peak === null) return NOTHING
  const among = `${setText(chosen.parameters)} has a ${objective} of ${figure(chosen.value)}; the median of it and its ${chosen.neighbours} neighbours, ${figure(chosen.plateau)}, is the highest of all medians.`
  if (setKey(chosen.parameters) === setKey(peak.parameters)) {
    return `${among} No single set is higher either.`
  }
  return `${among} ${setText(peak.parameters)} is higher by itself, ${figure(peak.value)}, but with its neighbours it has ${figure(peak.plateau)}: a peak that stands alone is likelier to be luck.`
}

export function setText(parameters: StrategyParameters): string {
  return Object.entries(parameters)
    .map(([key, value]) => `${key} ${value}`)
    .join(', ')
}

function figure(value: number | null): string {
  return value === null ? 'no value' : value.toFixed(3)
}
