import type { BacktestFinding, BacktestTrust, CostRun } from '../../contract/backtest-findings.ts'

const SUMMARIES: Readonly<Record<BacktestTrust['verdict'], string>> = {
  passed:
    'Nothing was found that speaks against this result. It still is the past: paper trading is the next test.',
  caution: 'Take this result with care: at least one of the checks weakens it.',
  failed: 'Do not rely on this result: at least one of the checks says that it is not real.',
}

/** How far a result can be trusted: as far as the worst of what was found. */
export function trustOf(
  findings: readonly BacktestFinding[],
  costRuns: readonly CostRun[],
): BacktestTrust {
  const verdict = worstOf(findings)
  return { verdict, summary: SUMMARIES[verdict], findings: [...findings], costRuns: [...costRuns] }
}

function worstOf(findings: readonly BacktestFinding[]): BacktestTrust['verdict'] {
  if (findings.some(({ verdict }) => verdict === 'failed')) return 'failed'
  return findings.some(({ verdict }) => verdict === 'caution') ? 'caution' : 'passed'
}
