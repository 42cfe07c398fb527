import { resultFigures, tradeFigures } from '../../app/backtest/report/key-figures.ts'
import { changeText, percentText, ratioText } from '../../app/backtest/report/report-numbers.ts'
import { costWords, strategyWords } from '../../app/backtest/report/setup-words.ts'
import type { SavedBacktest, SavedBacktestLine } from '../../app/contract/saved-backtest.ts'

type Row = Readonly<Record<string, string>>

/** Saved results in a list, one a row. */
export function savedRows(lines: readonly SavedBacktestLine[]): readonly Row[] {
  return lines.map((line) => ({
    id: line.id,
    name: line.name,
    strategy: line.strategy,
    market: `${line.symbol} ${line.timeframe}`,
    range: `${dayOf(line.from)} to ${dayOf(line.to)}`,
    return: changeText(line.totalReturn),
    hold: changeText(line.buyAndHoldReturn),
    fall: percentText(-line.maxDrawdown),
    sharpe: ratioText(line.sharpe),
    trips: String(line.roundTrips),
    trust: line.verdict,
  }))
}

/** Saved results side by side: what differs in a row, each result a column. */
export function comparisonRows(saved: readonly SavedBacktest[]): readonly Row[] {
  const columns = saved.map(({ document }) => [
    ...setupRows(document),
    ...resultFigures(document),
    ...tradeFigures(document),
    { name: 'Trust', value: document.trust.verdict },
  ])
  const names = columns[0]?.map(({ name }) => name) ?? []
  return names.map((name, row) => {
    const values = columns.map((column, at) => [titleOf(saved[at]), column[row]?.value ?? ''])
    return { figure: name, ...Object.fromEntries(values) }
  })
}

function setupRows({ setup, range }: SavedBacktest['document']) {
  return [
    { name: 'Strategy', value: setup.bots.map(strategyWords).join(', ') },
    { name: 'Market', value: `${setup.symbol} ${setup.timeframe}` },
    { name: 'Range', value: `${dayOf(range.from)} to ${dayOf(range.to)}` },
    { name: 'Costs', value: costWords(setup) },
  ]
}

function titleOf(saved: SavedBacktest | undefined): string {
  return saved === undefined ? '' : `${saved.id}: ${saved.name}`
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}
