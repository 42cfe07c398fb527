import type { BacktestFinding, BacktestTrust } from '../../contract/backtest-findings.ts'
import { assert } from '../../domain/assert.ts'
import type { Bot } from '../../domain/bot.ts'
import { timeframeMs } from '../../domain/timeframe.ts'
import { findStrategy } from '../../strategy/strategy-catalog.ts'
import { gapsOf } from '../candle-range.ts'
import type { BacktestRequest, BacktestResult, ProgressListener } from '../run-backtest.ts'
import { costRuns } from './cost-runs.ts'
import { costsFinding } from './costs-finding.ts'
import { gapsFinding } from './gaps-finding.ts'
import { sampleFinding } from './sample-finding.ts'
import { shownCandles } from './shown-candles.ts'
import { lookaheadFinding, warmUpFinding } from './strategy-findings.ts'
import { trustOf } from './trust-of.ts'

export interface ExaminedBacktest {
  readonly result: BacktestResult
  readonly trust: BacktestTrust
}

/** Behind its warm-up; a strategy that cheats does so wherever one looks. */
const CANDLES_ASKED_MAX = 1_000

/** Asks of a run what ought to be asked before it is believed, which takes it a few times over the same candles. */
export function examineRun(
  request: BacktestRequest,
  result: BacktestResult,
  onProgress?: ProgressListener,
): BacktestTrust {
  const { candles, warmUp, timeframe } = request
  const gaps = gapsOf(candles.openTime.from(warmUp), timeframeMs(timeframe))
  const runs = costRuns(request, result.metrics, onProgress)
  const findings = [
    ...request.bots.flatMap((bot) => botFindings(request, bot)),
    costsFinding(runs),
    gapsFinding(gaps, candles.size - warmUp),
    sampleFinding(result.trips),
  ]
  return trustOf(findings, runs)
}

function botFindings(request: BacktestRequest, bot: Bot): readonly BacktestFinding[] {
  const { market, candles } = candlesOf(request, bot)
  const definition = findStrategy(bot.strategyId)
  assert(definition !== undefined, `the run had no strategy ${bot.strategyId}`)
  const { parameters } = bot
  const warmUp = definition.warmUpCandles(parameters)
  const shown = shownCandles(market, candles, 2 * warmUp + CANDLES_ASKED_MAX)
  return [
    lookaheadFinding(definition, parameters, shown),
    warmUpFinding(definition, parameters, shown),
  ]
}

function candlesOf({ market, candles, others = [] }: BacktestRequest, { symbol }: Bot) {
  const other = others.find((one) => one.market.symbol === symbol)
  return other ?? { market, candles }
}
