import type { CostRun } from '../../contract/backtest-findings.ts'
import type { Rate } from '../../domain/amount.ts'
import type { PaperRules } from '../../exchanges/paper/paper-rules.ts'
import type { Metrics } from '../metrics.ts'
import { type BacktestRequest, type ProgressListener, runBacktest } from '../run-backtest.ts'

const OTHER_FACTORS = [0, 2, 3] as const
/** How often a run is repeated to be examined. */
export const EXAMINING_RUNS = OTHER_FACTORS.length

/** The same run at none of its costs, at twice and at three times them, with the run itself between. */
export function costRuns(
  request: BacktestRequest,
  metrics: Metrics,
  onProgress: ProgressListener = () => undefined,
): readonly CostRun[] {
  const others = OTHER_FACTORS.map((factor, index) => {
    const told = (done: number) => onProgress(index * request.candles.size + done)
    return costRun(factor, runBacktest(atCosts(request, factor), told).metrics)
  })
  return [...others, costRun(1, metrics)].sort((a, b) => a.factor - b.factor)
}

function costRun(factor: number, { totalReturn, maxDrawdown, sharpe, trades }: Metrics): CostRun {
  return { factor, totalReturn, maxDrawdown, sharpe, trades }
}

function atCosts(request: BacktestRequest, factor: number): BacktestRequest {
  const { makerFee, takerFee, halfSpread, slippage } = request.rules
  const times = (rate: Rate) => (rate * factor) as Rate
  const rules: PaperRules = {
    ...request.rules,
    makerFee: times(makerFee),
    takerFee: times(takerFee),
    halfSpread: times(halfSpread),
    slippage: times(slippage),
  }
  return { ...request, rules, costRate: times(request.costRate) }
}
