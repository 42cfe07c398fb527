import { setText } from '../../app/backtest/optimise/document/explain-choice.ts'
import type { OptimisationDocument, RankedSet } from '../../app/contract/optimisation-document.ts'
import { evaluationRows } from './evaluation-rows.ts'

const LISTED = 10

/** A search for people: what was chosen, why, and how far to believe it. */
export function optimisationReport(document: OptimisationDocument): string {
  const { strategyId, symbol, otherSymbols, timeframe, candles, trials, choice, objective } =
    document
  const head = [
    `${strategyId} on ${[symbol, ...otherSymbols].join(' and ')}, ${timeframe} candles`,
    `${trials.length} sets over ${candles.toLocaleString('en-US')} candles, by ${objective}`,
    '',
  ]
  if (choice === null) {
    return `${[...head, 'No set met the constraints and had a value among its neighbours.'].join('\n')}\n`
  }
  const best = trials
    .toSorted((a, b) => (b.plateau ?? -Infinity) - (a.plateau ?? -Infinity))
    .slice(0, LISTED)
  const lines = [
    ...head,
    choice.explanation,
    '',
    ...evaluationRows(choice.evaluation),
    '',
    'Plateau   Value     Return     Deepest fall  Trades  Set',
    ...best.map(row),
    '',
    'All of it was chosen with its own future in view: `cryptobot walk-forward` tells what came after.',
  ]
  return `${lines.join('\n')}\n`
}

function row({ plateau, value, metrics, parameters }: RankedSet): string {
  return [
    figure(plateau).padEnd(10),
    figure(value).padEnd(10),
    percent(metrics.totalReturn).padEnd(11),
    percent(metrics.maxDrawdown).padEnd(14),
    String(metrics.trades).padEnd(8),
    setText(parameters),
  ].join('')
}

function figure(value: number | null): string {
  return value === null ? '–' : value.toFixed(3)
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`
}
