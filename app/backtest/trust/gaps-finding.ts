import type { BacktestFinding } from '../../contract/backtest-findings.ts'
import type { CandleGap } from '../candle-range.ts'

const NAMED_MAX = 3
/** A hundredth of the range missing is no slip of the exchange any more. */
const MISSING_SHARE_MAX = 0.01

/** Which candles of the tested range are missing: nothing was traded there, whatever the market did. */
export function gapsFinding(gaps: readonly CandleGap[], candles: number): BacktestFinding {
  const finding = { check: 'gaps', title: 'Complete data' } as const
  if (gaps.length === 0) {
    const message = 'No candle is missing in the tested range.'
    return { ...finding, verdict: 'passed', message }
  }
  const missing = gaps.reduce((sum, gap) => sum + gap.missing, 0)
  const share = missing / (missing + candles)
  const much =
    share > MISSING_SHARE_MAX
      ? ` That is ${(share * 100).toFixed(1)} % of the range: the result holds for the rest only.`
      : ' Indicators jump there, and stops were not watched.'
  const message = `${counted(missing, 'candle is', 'candles are')} missing in ${counted(gaps.length, 'gap', 'gaps')}: ${namedOf(gaps)}.${much}`
  return { ...finding, verdict: 'caution', message }
}

function namedOf(gaps: readonly CandleGap[]): string {
  const largest = [...gaps].sort((a, b) => b.missing - a.missing).slice(0, NAMED_MAX)
  const named = largest.map(({ after, missing }) => `${missing} after ${minuteOf(after)}`)
  return gaps.length > NAMED_MAX ? `the largest ${named.join(', ')}` : named.join(', ')
}

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`
}

function minuteOf(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
