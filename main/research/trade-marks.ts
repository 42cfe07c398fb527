import type { BacktestTrade } from '../../app/contract/backtest-document.ts'
import type { BacktestChart } from '../../app/contract/research.ts'

type Mark = BacktestChart['marks'][number]

/** In which bar which side was traded. Trades and bars are in the order of their times. */
export function tradeMarks(
  trades: readonly Pick<BacktestTrade, 'time' | 'side'>[],
  openTimes: readonly number[],
): Mark[] {
  const marks: Mark[] = []
  let bar = 0
  let seen = new Set<Mark['side']>()
  for (const { time, side } of trades) {
    while ((openTimes[bar + 1] ?? Number.POSITIVE_INFINITY) <= time) {
      bar += 1
      seen = new Set()
    }
    const openTime = openTimes[bar]
    if (openTime === undefined || openTime > time || seen.has(side)) continue
    seen.add(side)
    marks.push({ openTime, side })
  }
  return marks
}
