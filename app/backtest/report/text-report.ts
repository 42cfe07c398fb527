import type { BacktestDocument } from '../../contract/backtest-document.ts'
import { type KeyFigure, resultFigures, tradeFigures } from './key-figures.ts'
import { minuteText } from './report-numbers.ts'
import { headlineOf } from './setup-words.ts'

/** A run for people at a terminal: what it earned, what it risked, and how far that can be trusted. */
export function textReport(document: BacktestDocument): string {
  const figures = [...resultFigures(document), ...tradeFigures(document)]
  const width = Math.max(...figures.map(({ name }) => name.length)) + 2
  const line = ({ name, value }: KeyFigure) => `${name.padEnd(width)}${value}`
  const lines = [headlineOf(document.setup), ...basis(document), '', ...figures.map(line)]
  return `${[...lines, '', ...trustLines(document)].join('\n')}\n`
}

function basis({ candles, elapsedMs, range }: BacktestDocument): readonly string[] {
  const [from, to] = [minuteText(range.from), minuteText(range.to)]
  const count = candles.toLocaleString('en-US')
  return [`${count} candles from ${from} to ${to} UTC in ${elapsedMs} ms`]
}

function trustLines({ trust }: BacktestDocument): readonly string[] {
  const findings = trust.findings.map(
    ({ verdict, title, message }) => `  ${verdict.padEnd(8)} ${title}: ${message}`,
  )
  return [`How far it can be trusted: ${trust.summary}`, ...findings]
}
