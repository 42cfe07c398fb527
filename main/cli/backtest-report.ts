import type { BacktestDocument } from '../../app/contract/backtest-document.ts'
import type { BacktestWish } from './backtest-options.ts'

const DAY_MS = 86_400_000

/** A run for people: what it earned, what it risked, and what the figures rest on. */
export function backtestReport(document: BacktestDocument, wish: BacktestWish): string {
  const rows = [...resultRows(document, wish.quote), ...tradeRows(document, wish.quote)]
  const width = Math.max(...rows.map(([name]) => name.length)) + 2
  const lines = rows.map(([name, value]) => `${name.padEnd(width)}${value}`)
  return `${[headline(wish), ...basis(document), '', ...lines].join('\n')}\n`
}

function headline({ bots, symbol, timeframe }: BacktestWish): string {
  const strategies = bots.map(({ strategyId, parameters }) => {
    const given = Object.entries(parameters).map(([key, value]) => `${key} ${value}`)
    return given.length === 0 ? strategyId : `${strategyId} (${given.join(', ')})`
  })
  return `${strategies.join(', ')} on ${symbol}, ${timeframe} candles`
}

function basis({ candles, elapsedMs, range }: BacktestDocument): readonly string[] {
  const [from, to] = [minuteOf(range.from), minuteOf(range.to)]
  const count = candles.toLocaleString('en-US')
  const read = `${count} candles from ${from} to ${to} UTC in ${elapsedMs} ms`
  if (range.gaps.length === 0) return [read]
  const missing = range.gaps.reduce((sum, gap) => sum + gap.missing, 0)
  const gaps = range.gaps.length === 1 ? '1 gap' : `${range.gaps.length} gaps`
  const first = minuteOf(range.gaps[0]?.after ?? 0)
  return [read, `${missing} candles are missing in ${gaps}, the first after ${first} UTC`]
}

type Row = readonly [name: string, value: string]

function resultRows({ equity, metrics }: BacktestDocument, quote: string): readonly Row[] {
  return [
    ['Equity', `${money(equity.start)} → ${money(equity.end)} ${quote}`],
    ['Return', `${percent(metrics.totalReturn)} (a year: ${percent(metrics.annualReturn)})`],
    ['Buy and hold', percent(metrics.buyAndHoldReturn)],
    ['Deepest fall', percent(-metrics.maxDrawdown)],
    ['Longest fall', `${(metrics.longestDrawdownMs / DAY_MS).toFixed(1)} days`],
    ['Sharpe, Sortino', `${ratio(metrics.sharpe)}, ${ratio(metrics.sortino)}`],
    ['Calmar', ratio(metrics.calmar)],
  ]
}

function tradeRows({ metrics }: BacktestDocument, quote: string): readonly Row[] {
  return [
    ['Trades', `${metrics.trades}, ${metrics.roundTrips} round trips`],
    ['Won', percent(metrics.winRate)],
    ['Profit factor', ratio(metrics.profitFactor)],
    ['Average trip', metrics.expectancy === null ? '–' : `${money(metrics.expectancy)} ${quote}`],
    ['SQN', ratio(metrics.sqn)],
    ['Worst streak', `${metrics.worstStreak} losses in a row`],
    ['In the market', percent(metrics.timeInMarket)],
    ['Turnover', `${metrics.turnover.toFixed(1)} × the average equity`],
    ['Fees', `${money(metrics.feesPaid)} ${quote}`],
  ]
}

function minuteOf(time: number): string {
  return new Date(time).toISOString().slice(0, 16)
}

function money(amount: number): string {
  return amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
}

function percent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(2)} %`
}

function ratio(value: number | null): string {
  return value === null ? '–' : value.toFixed(2)
}
