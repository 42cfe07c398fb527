import type { BacktestFigures } from '../../app/contract/research.ts'
import { formatDecimal } from './decimal.ts'
import { formatRatio, formatShare, formatSignedShare } from './share.ts'
import { formatDate } from './time.ts'
import { parameterWords } from './words.ts'

type Figure = {
  readonly term: string
  readonly textOf: (document: BacktestFigures) => string
}

const FIGURES: readonly Figure[] = [
  { term: 'Strategy', textOf: strategyOf },
  {
    term: 'Market',
    textOf: ({ setup }) =>
      `${[setup.symbol, ...setup.otherSymbols].join(', ')}, ${setup.timeframe}`,
  },
  { term: 'From', textOf: ({ range }) => formatDate(range.from) },
  { term: 'To', textOf: ({ range }) => formatDate(range.to) },
  { term: 'Costs (fee, spread, slippage)', textOf: costsOf },
  { term: 'Return', textOf: ({ metrics }) => formatSignedShare(metrics.totalReturn) },
  { term: 'Buy and hold', textOf: ({ buyAndHold }) => formatSignedShare(buyAndHold.totalReturn) },
  { term: 'A year', textOf: ({ metrics }) => formatSignedShare(metrics.annualReturn) },
  { term: 'Deepest fall', textOf: ({ metrics }) => formatSignedShare(-metrics.maxDrawdown) },
  { term: 'Sharpe', textOf: ({ metrics }) => formatRatio(metrics.sharpe) },
  { term: 'Sortino', textOf: ({ metrics }) => formatRatio(metrics.sortino) },
  { term: 'Calmar', textOf: ({ metrics }) => formatRatio(metrics.calmar) },
  { term: 'Profit factor', textOf: ({ metrics }) => formatRatio(metrics.profitFactor) },
  { term: 'SQN', textOf: ({ metrics }) => formatRatio(metrics.sqn) },
  { term: 'Round trips', textOf: ({ metrics }) => formatDecimal(String(metrics.roundTrips), 0) },
  { term: 'Won', textOf: ({ metrics }) => formatShare(metrics.winRate) },
  { term: 'In the market', textOf: ({ metrics }) => formatShare(metrics.timeInMarket) },
  { term: 'Fees paid', textOf: ({ metrics }) => formatDecimal(metrics.feesPaid.toFixed(8), 2) },
]

/** A row a figure, a value a result, in their order. */
export function comparisonFigures(documents: readonly BacktestFigures[]) {
  return FIGURES.map(({ term, textOf }) => ({ term, values: documents.map(textOf) }))
}

function strategyOf({ setup }: BacktestFigures): string {
  const [bot] = setup.bots
  if (bot === undefined) return '–'
  const parameters = Object.entries(bot.parameters).map(
    ([key, value]) => `${parameterWords(key).toLowerCase()} ${value}`,
  )
  return `${bot.strategyId}: ${parameters.join(', ')}`
}

function costsOf({ setup }: BacktestFigures): string {
  const { takerFeeBps, spreadBps, slippageBps } = setup.costs
  return [takerFeeBps, spreadBps, slippageBps].map((bps) => `${bps / 100} %`).join(', ')
}
