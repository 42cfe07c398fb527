import type { Money } from '../../domain/amount.ts'
import type { Bot } from '../../domain/bot.ts'
import type { StrategyParameters } from '../../strategy/strategy.ts'
import { findStrategy } from '../../strategy/strategy-catalog.ts'
import type { Metrics } from '../metrics.ts'
import type { BacktestRequest, BacktestResult } from '../run-backtest.ts'
import { type Evaluation, evaluate } from './evaluation.ts'
import type { OptimisationPlan } from './optimise.ts'
import { chosenOf, type RankedTrial } from './plateau.ts'
import { requestBetween } from './request-between.ts'
import { withParameters } from './request-with.ts'
import type { SearchRunner } from './search-runner.ts'
import { type StitchedRun, stitchRuns } from './stitch-runs.ts'
import type { WalkForwardWindow } from './walk-forward-windows.ts'

export interface WalkForwardPlan extends OptimisationPlan {
  readonly windows: readonly WalkForwardWindow[]
}

/** What was chosen on one stretch, and what it then did on the next, which it had not seen. */
export interface WindowResult {
  readonly window: WalkForwardWindow
  readonly tried: number
  /** Null where no set had a value: the account then waits for the next window. */
  readonly chosen: RankedTrial | null
  /** The set that was best by itself. */
  readonly peak: RankedTrial | null
  readonly outOfSample: Metrics | null
}

export interface WalkForward {
  readonly windows: readonly WindowResult[]
  /** All out-of-sample stretches, one after the other, on one account. */
  readonly outOfSample: StitchedRun
  readonly evaluation: Evaluation
  /** The annual return out of sample over that in sample, means over the windows; null where the latter is not above zero. */
  readonly efficiency: number | null
}

/**
 * Chooses on each window what it then tests on the candles after it, as somebody would who optimised again from time to
 * time: R. Pardo, "The Evaluation and Optimization of Trading Strategies", 2nd edition, 2008. Each stretch begins flat, with
 * what the account was worth at the end of the one before.
 */
export async function walkForward(
  { request, space, plan, windows }: WalkForwardPlan,
  runner: SearchRunner,
): Promise<WalkForward> {
  const results: WindowResult[] = []
  const stretches: Stretch[] = []
  let cash = request.cash
  for (const [index, window] of windows.entries()) {
    const learnt = requestBetween(request, ...window.inSample)
    const ranked = await runner.search(`window ${index}`, learnt, { plan, space })
    const { chosen, peak } = chosenOf(ranked)
    const stretch = chosen && stretchOf({ request, window, cash }, chosen.parameters)
    const result = stretch && (await runner.run(stretch))
    stretches.push({ window, cash, result })
    const tested = result?.metrics ?? null
    results.push({ window, tried: ranked.length, chosen, peak, outOfSample: tested })
    cash = result?.endEquity ?? cash
  }
  const outOfSample = stitchRuns(request, stretches)
  // None of it was chosen by what came of it: there is nothing to deflate.
  const trials = [outOfSample]
  const evaluation = evaluate({ request, result: outOfSample, trials, seed: plan.seed })
  return { windows: results, outOfSample, evaluation, efficiency: efficiencyOf(results) }
}

/** What an account was worth when a stretch began, and what it did on it; null where it waited. */
export interface Stretch {
  readonly window: WalkForwardWindow
  readonly cash: Money
  readonly result: BacktestResult | null
}

interface StretchParts {
  readonly request: BacktestRequest
  readonly window: WalkForwardWindow
  readonly cash: Money
}

/** The strategies see as many candles from before the stretch as they need, and trade on none of them. */
function stretchOf(
  { request, window, cash }: StretchParts,
  parameters: StrategyParameters,
): BacktestRequest {
  const [from, until] = window.outOfSample
  const chosen = withParameters(request, parameters)
  const warmUp = Math.min(from, Math.max(...chosen.bots.map(warmUpOf)))
  return { ...requestBetween(chosen, from - warmUp, until), warmUp, cash }
}

function warmUpOf({ strategyId, parameters }: Bot): number {
  return findStrategy(strategyId)?.warmUpCandles(parameters) ?? 0
}

function efficiencyOf(windows: readonly WindowResult[]): number | null {
  const learnt = meanOf(windows.map(({ chosen }) => chosen?.metrics.annualReturn ?? 0))
  const tested = meanOf(windows.map(({ outOfSample }) => outOfSample?.annualReturn ?? 0))
  return learnt > 0 ? tested / learnt : null
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
