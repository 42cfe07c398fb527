import { type Constraint, meets } from './constraint.ts'
import type { Objective } from './objective.ts'
import { objectiveValue } from './objective.ts'
import type { ParameterSpace } from './parameter-space.ts'
import { type RankedTrial, rankByPlateau, type ValuedTrial } from './plateau.ts'
import { evolve } from './search/evolve.ts'
import { gridSets } from './search/grid-sets.ts'
import { randomSets } from './search/random-sets.ts'
import type { Trial } from './trial.ts'
import type { TrialBook } from './trial-book.ts'

export const SEARCH_KINDS = ['grid', 'random', 'evolution'] as const
export type SearchKind = (typeof SEARCH_KINDS)[number]

export interface SearchPlan {
  readonly kind: SearchKind
  /** How many sets are tried; a grid tries all. */
  readonly count: number
  readonly seed: number
  readonly objective: Objective
  readonly constraints: readonly Constraint[]
}

/** How many sets a search will try at most. */
export function trialsOf({ kind, count }: SearchPlan, space: ParameterSpace): number {
  return kind === 'grid' ? gridSets(space).length : Math.min(count, space.size)
}

/** Tries the sets of the plan and ranks them. Where it was broken off, it goes on with what is not measured yet. */
export async function search(
  plan: SearchPlan,
  space: ParameterSpace,
  book: TrialBook,
): Promise<readonly RankedTrial[]> {
  switch (plan.kind) {
    case 'grid':
      await book.metricsOf(gridSets(space))
      break
    case 'random':
      await book.metricsOf(randomSets(space, plan.count, plan.seed))
      break
    case 'evolution':
      await evolve({ space, count: plan.count, seed: plan.seed }, async (sets) => {
        const metrics = await book.metricsOf(sets)
        const tried = metrics.map((one, index) => ({ parameters: sets[index] ?? {}, metrics: one }))
        return tried.map((trial) => valued(trial, plan).value ?? Number.NEGATIVE_INFINITY)
      })
  }
  const trials = book.trials.map((trial) => valued(trial, plan))
  return rankByPlateau(trials, space.axes)
}

function valued(trial: Trial, { objective, constraints }: SearchPlan): ValuedTrial {
  const { metrics } = trial
  const value = meets(metrics, constraints) ? objectiveValue(objective, metrics) : null
  return { ...trial, value }
}
