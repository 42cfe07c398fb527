import { setText } from '../../app/backtest/optimise/document/explain-choice.ts'
import type { WalkForwardDocument } from '../../app/contract/optimisation-document.ts'
import { evaluationRows } from './evaluation-rows.ts'

type Window = WalkForwardDocument['windows'][number]

/** A walk forward for people: what was chosen on each window beside what came of it. */
export function walkForwardReport(document: WalkForwardDocument): string {
  const {
    strategyId,
    symbol,
    otherSymbols,
    timeframe,
    windows,
    outOfSample,
    efficiency,
    objective,
  } = document
  const { totalReturn, annualReturn, maxDrawdown, sharpe, trades } = outOfSample.metrics
  const lines = [
    `${strategyId} on ${[symbol, ...otherSymbols].join(' and ')}, ${timeframe} candles, ${windows.length} windows, by ${objective}`,
    '',
    'Tested on           Return in sample   Return after   Deepest fall after   Chosen',
    ...windows.map(row),
    '',
    `All that came after: return ${percent(totalReturn)} (a year: ${percent(annualReturn)}), deepest fall ${percent(maxDrawdown)}, Sharpe ${sharpe === null ? '–' : sharpe.toFixed(2)}, ${trades} trades`,
    efficiency === null
      ? 'Efficiency: cannot be told, nothing was earned in sample'
      : `Efficiency: ${percent(efficiency)} of the yearly return in sample was earned afterwards`,
    ...evaluationRows(document.evaluation),
  ]
  return `${lines.join('\n')}\n`
}

function row({ inSample, outOfSample, parameters }: Window): string {
  return [
    new Date(outOfSample.from).toISOString().slice(0, 16).padEnd(20),
    percent(inSample.metrics?.totalReturn ?? null).padEnd(19),
    percent(outOfSample.metrics?.totalReturn ?? null).padEnd(15),
    percent(outOfSample.metrics?.maxDrawdown ?? null).padEnd(21),
    parameters === null ? 'nothing' : setText(parameters),
  ].join('')
}

function percent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(2)} %`
}
