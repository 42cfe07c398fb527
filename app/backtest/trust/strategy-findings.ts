import type { BacktestFinding } from '../../contract/backtest-findings.ts'
import { lookaheadFault } from '../../strategy/lookahead.ts'
import type { ShownCandle } from '../../strategy/shown-run.ts'
import type { StrategyDefinition, StrategyParameters } from '../../strategy/strategy.ts'
import { warmUpComparison } from '../../strategy/warm-up-comparison.ts'

/** More differences than this are no near ties any more. */
const DIFFERENT_SHARE_MAX = 0.01

/** Whether a strategy knows the future on these candles. */
export function lookaheadFinding(
  definition: StrategyDefinition,
  parameters: StrategyParameters,
  candles: readonly ShownCandle[],
): BacktestFinding {
  const finding = { check: 'lookahead', title: 'No knowledge of the future' } as const
  const fault = lookaheadFault(definition, parameters, candles)
  if (fault === undefined) {
    const message = `${definition.name} decides the same at every candle, whether or not there are candles after it, the last one included.`
    return { ...finding, verdict: 'passed', message }
  }
  const time = new Date(fault.openTime).toISOString().slice(0, 16).replace('T', ' ')
  const message = `${definition.name} decides otherwise when later candles are taken away or changed: at ${time} UTC it says "${fault.said}" and then "${fault.saysOtherwise}". What it earned here it cannot earn in a market, and it may not trade.`
  return { ...finding, verdict: 'failed', message: message.slice(0, 2_000) }
}

/** Whether what it wants depends on how early its data begins. */
export function warmUpFinding(
  definition: StrategyDefinition,
  parameters: StrategyParameters,
  candles: readonly ShownCandle[],
): BacktestFinding {
  const finding = { check: 'warm-up', title: 'Long enough a warm-up' } as const
  const found = warmUpComparison(definition, parameters, candles)
  if (found === undefined) {
    const message = `There are too few candles to see whether the result depends on how early the data begins: ${definition.name} needs ${definition.warmUpCandles(parameters)} to warm up.`
    return { ...finding, verdict: 'caution', message }
  }
  const { warmUp, compared, different } = found
  const asked = `Asked again with data that begins ${warmUp} candles before, ${definition.name}`
  if (different === 0) {
    const message = `${asked} wants the same at all of the ${compared} candles that were compared.`
    return { ...finding, verdict: 'passed', message }
  }
  const message = `${asked} wants something else at ${different} of ${compared} candles.`
  return different / compared > DIFFERENT_SHARE_MAX
    ? { ...finding, verdict: 'caution', message: `${message} The result depends on its first day.` }
    : { ...finding, verdict: 'passed', message: `${message} Those are near ties.` }
}
