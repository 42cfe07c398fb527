import type { OptimisationDocument } from '../../../contract/optimisation-document.ts'
import type { Constraint } from '../constraint.ts'
import type { OptimisationPlan } from '../optimise.ts'

type Setup = Omit<OptimisationDocument, 'choice' | 'trials' | 'heatMaps'>

/** What was searched, and how, as it is printed. */
export function searchSetupOf(searchId: string, { request, space, plan }: OptimisationPlan): Setup {
  const { candles, bots, market, timeframe, others = [] } = request
  return {
    searchId,
    strategyId: bots[0]?.strategyId ?? '',
    symbol: market.symbol,
    otherSymbols: others.map((other) => other.market.symbol),
    timeframe,
    candles: candles.size,
    range: { from: candles.openTime.at(0) ?? 0, to: candles.openTime.at(-1) ?? 0 },
    search: plan.kind,
    seed: plan.seed,
    objective: plan.objective,
    constraints: plan.constraints.map(constraintText),
    axes: space.axes.map(({ key, label, values }) => ({ key, label, values: [...values] })),
  }
}

function constraintText({ metric, kind, limit }: Constraint): string {
  return `${metric}${kind === 'at-least' ? '>=' : '<='}${limit}`
}
