import type { BacktestTrust } from '../../contract/backtest-findings.ts'
import { timeframeMs } from '../../domain/timeframe.ts'
import { gapsOf } from '../candle-range.ts'
import type { BacktestRequest, BacktestResult } from '../run-backtest.ts'
import { gapsFinding } from './gaps-finding.ts'
import { sampleFinding } from './sample-finding.ts'
import { trustOf } from './trust-of.ts'

/** Asks of a run what ought to be asked before it is believed. */
export function examineRun(request: BacktestRequest, result: BacktestResult): BacktestTrust {
  const { candles, warmUp, timeframe } = request
  const gaps = gapsOf(candles.openTime.subarray(warmUp), timeframeMs(timeframe))
  const findings = [gapsFinding(gaps, candles.size - warmUp), sampleFinding(result.trips)]
  return trustOf(findings, [])
}
