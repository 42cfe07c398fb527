import type { WalkForwardDocument } from '../../../contract/optimisation-document.ts'
import type { CandleColumns } from '../../candle-columns.ts'
import type { Metrics } from '../../metrics.ts'
import type { StitchedRun } from '../stitch-runs.ts'
import type { WalkForward, WalkForwardPlan, WindowResult } from '../walk-forward.ts'
import type { WindowPlan } from '../walk-forward-windows.ts'
import { explainChoice } from './explain-choice.ts'
import { searchSetupOf } from './search-setup-of.ts'

/** As many points as a chart can show. */
const POINTS_MAX = 1_000

/** A walk forward, as it is printed. */
export function walkForwardDocumentOf(
  { searchId, mode }: { readonly searchId: string; readonly mode: WindowPlan['mode'] },
  plan: WalkForwardPlan,
  { windows, outOfSample, evaluation, efficiency }: WalkForward,
): WalkForwardDocument {
  return {
    ...searchSetupOf(searchId, plan),
    mode,
    windows: windows.map((one) => windowOf(plan, one)),
    outOfSample: { metrics: outOfSample.metrics, equity: pointsOf(outOfSample) },
    efficiency,
    evaluation,
  }
}

function windowOf(
  { request, plan }: WalkForwardPlan,
  { window, tried, chosen, peak, outOfSample }: WindowResult,
): WalkForwardDocument['windows'][number] {
  return {
    tried,
    parameters: chosen?.parameters ?? null,
    explanation: explainChoice(plan.objective, chosen, peak),
    inSample: stretchOf(request.candles, window.inSample, chosen?.metrics ?? null),
    outOfSample: stretchOf(request.candles, window.outOfSample, outOfSample),
  }
}

function stretchOf(
  { openTime }: CandleColumns,
  [from, until]: readonly [number, number],
  metrics: Metrics | null,
) {
  return { from: openTime.at(from) ?? 0, to: openTime.at(until - 1) ?? 0, metrics }
}

function pointsOf({ openTime, equity }: StitchedRun) {
  const every = Math.ceil(equity.length / POINTS_MAX)
  const points: { time: number; equity: number }[] = []
  for (let last = equity.length - 1; last >= 0; last -= every) {
    points.unshift({ time: openTime[last] ?? 0, equity: equity[last] ?? 0 })
  }
  return points
}
