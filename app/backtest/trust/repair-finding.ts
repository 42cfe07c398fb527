import type { CandleSource } from '../../contract/backtest-document.ts'
import type { BacktestFinding } from '../../contract/backtest-findings.ts'

/** What was done to the candles before they were tested, since that was asked for. */
export function repairFinding(repair: NonNullable<CandleSource['repair']>): BacktestFinding {
  const finding = { check: 'repair', title: 'Candles as they were' } as const
  const { unorderedRows, duplicateRows, conflictingRows, filledCandles } = repair
  const done = [
    counted(unorderedRows, 'row was', 'rows were', 'put into order'),
    counted(duplicateRows, 'row was', 'rows were', 'there twice and counted once'),
    counted(conflictingRows, 'row was', 'rows were', 'contradicted by a later one, which counts'),
    counted(
      filledCandles,
      'missing candle was',
      'missing candles were',
      'made up, flat and without volume',
    ),
  ].filter((words) => words !== undefined)
  if (done.length === 0) {
    const message = 'The file was to be repaired, and there was nothing to repair.'
    return { ...finding, verdict: 'passed', message }
  }
  const isInvented = conflictingRows > 0 || filledCandles > 0
  const message = `The file was repaired: ${done.join('; ')}.`
  return { ...finding, verdict: isInvented ? 'caution' : 'passed', message }
}

function counted(count: number, one: string, many: string, what: string): string | undefined {
  return count === 0 ? undefined : `${count} ${count === 1 ? one : many} ${what}`
}
