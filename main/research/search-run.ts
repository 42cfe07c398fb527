import type { Constraint } from '../../app/backtest/optimise/constraint.ts'
import { type Optimisation, optimise } from '../../app/backtest/optimise/optimise.ts'
import { type ParameterSpace, parameterSpace } from '../../app/backtest/optimise/parameter-space.ts'
import { type SearchPlan, trialsOf } from '../../app/backtest/optimise/search.ts'
import type { SearchRunner } from '../../app/backtest/optimise/search-runner.ts'
import { type WalkForward, walkForward } from '../../app/backtest/optimise/walk-forward.ts'
import {
  type WalkForwardWindow,
  walkForwardWindows,
} from '../../app/backtest/optimise/walk-forward-windows.ts'
import type { BacktestRequest } from '../../app/backtest/run-backtest.ts'
import type { SearchWish } from '../../app/contract/search-view.ts'
import { failure, type Problem, type Result, success } from '../../app/domain/result.ts'
import { findStrategy } from '../../app/strategy/strategy-catalog.ts'

/** A search that makes sense, ready to be run. */
export interface PlannedSearch {
  readonly request: BacktestRequest
  readonly space: ParameterSpace
  readonly plan: SearchPlan
  /** None where the range is searched at once. */
  readonly windows: readonly WalkForwardWindow[]
  /** Sets that will be measured in all. */
  readonly total: number
}

export interface SearchOutcome {
  readonly whole: Optimisation
  readonly walked: WalkForward | null
}

/** What is to be searched, or why it cannot be. */
export function plannedSearch(
  wish: SearchWish,
  request: BacktestRequest,
): Result<PlannedSearch, Problem> {
  const definition = findStrategy(wish.backtest.bot.strategyId)
  if (definition === undefined) return failure(unfit('there is no such strategy'))
  const ranges = Object.fromEntries(
    wish.ranges.map(({ key, from, to, step }) => [key, [from, to, step] as const]),
  )
  const space = parameterSpace(definition, ranges, wish.backtest.bot.parameters)
  if (!space.ok) return failure(unfit(space.error))
  const windows = windowsOf(wish, request.candles.size)
  if (!windows.ok) return failure(unfit(windows.error))
  const plan = planOf(wish)
  const sets = trialsOf(plan, space.value)
  if (sets === 0) return failure(unfit('the strategy refuses every set of these ranges'))
  const total = sets * (windows.value.length + 1)
  return success({ request, space: space.value, plan, windows: windows.value, total })
}

/** Window by window first, which is what can be believed; then the whole range, for the picture. */
export async function runSearch(
  { windows, ...planned }: PlannedSearch,
  runner: SearchRunner,
): Promise<SearchOutcome> {
  const walked = windows.length === 0 ? null : await walkForward({ ...planned, windows }, runner)
  return { walked, whole: await optimise(planned, runner) }
}

function planOf(wish: SearchWish): SearchPlan {
  const { way, count, seed, objective } = wish
  return { kind: way, count, seed, objective, constraints: constraintsOf(wish) }
}

function constraintsOf({ roundTripsMin, drawdownMaxPercent }: SearchWish): readonly Constraint[] {
  const enough = { metric: 'roundTrips', kind: 'at-least', limit: roundTripsMin } as const
  if (drawdownMaxPercent === null) return [enough]
  return [enough, { metric: 'maxDrawdown', kind: 'at-most', limit: drawdownMaxPercent / 100 }]
}

function windowsOf(
  { walkForward: wanted }: SearchWish,
  candles: number,
): Result<readonly WalkForwardWindow[], string> {
  return wanted === null ? success([]) : walkForwardWindows(candles, wanted)
}

function unfit(reason: string): Problem {
  return {
    code: 'bad-search',
    message: `This cannot be searched: ${reason}.`,
    action: 'Correct the ranges, or take more candles.',
  }
}
