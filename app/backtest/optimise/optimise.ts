import type { BacktestRequest, BacktestResult } from '../run-backtest.ts'
import { type Evaluation, evaluate } from './evaluation.ts'
import { type HeatMap, heatMaps } from './heat-maps.ts'
import type { ParameterSpace } from './parameter-space.ts'
import { chosenOf, type RankedTrial } from './plateau.ts'
import { withParameters } from './request-with.ts'
import type { SearchPlan } from './search.ts'
import type { SearchRunner } from './search-runner.ts'

export interface OptimisationPlan {
  readonly request: BacktestRequest
  readonly space: ParameterSpace
  readonly plan: SearchPlan
}

export interface Choice {
  readonly trial: RankedTrial
  /** The set that was best by itself, its surroundings left out of account. */
  readonly peak: RankedTrial
  readonly result: BacktestResult
  readonly evaluation: Evaluation
}

export interface Optimisation {
  /** In the order in which they were tried. */
  readonly trials: readonly RankedTrial[]
  /** Null where no set has a value. */
  readonly choice: Choice | null
  readonly heatMaps: readonly HeatMap[]
}

/** Searches the whole range at once: what is chosen was chosen with its own future in view. */
export async function optimise(
  { request, space, plan }: OptimisationPlan,
  runner: SearchRunner,
): Promise<Optimisation> {
  const trials = await runner.search('whole', request, { plan, space })
  const { chosen, peak } = chosenOf(trials)
  const maps = heatMaps(trials, space.axes)
  if (chosen === null || peak === null) return { trials, choice: null, heatMaps: maps }
  const result = await runner.run(withParameters(request, chosen.parameters))
  const evaluation = evaluate({ request, result, trials, seed: plan.seed })
  return { trials, choice: { trial: chosen, peak, result, evaluation }, heatMaps: maps }
}
