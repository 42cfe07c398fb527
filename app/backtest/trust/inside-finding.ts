import type { BacktestFinding } from '../../contract/backtest-findings.ts'
import type { InsideCount } from '../candle-inside.ts'

/** By which candles orders were filled, where there were shorter ones beside the tested. */
export function insideFinding(
  { filled, mismatched }: InsideCount,
  candles: number,
): BacktestFinding {
  const finding = { check: 'inside-candles', title: 'Filled inside the candles' } as const
  const message = `Orders were filled by finer candles in ${filled} of ${candles} candles, and by the candle itself in the others.`
  if (mismatched > 0) {
    const warning = `${message} In ${mismatched} of them the finer ones close at another price: the files are not of the same market.`
    return { ...finding, verdict: 'caution', message: warning }
  }
  const verdict = filled === candles ? 'passed' : 'caution'
  return { ...finding, verdict, message }
}
