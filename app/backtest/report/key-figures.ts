import type { BacktestDocument } from '../../contract/backtest-document.ts'
import { changeText, daysText, moneyText, percentText, ratioText } from './report-numbers.ts'

export interface KeyFigure {
  readonly name: string
  readonly value: string
}

/** What it earned and what it risked. */
export function resultFigures({
  equity,
  metrics,
  ...rest
}: BacktestDocument): readonly KeyFigure[] {
  const { buyAndHold, exposure, setup } = rest
  const quote = setup.symbol.split('/')[1] ?? ''
  return [
    { name: 'Equity', value: `${moneyText(equity.start)} → ${moneyText(equity.end)} ${quote}` },
    {
      name: 'Return',
      value: `${changeText(metrics.totalReturn)} (a year: ${changeText(metrics.annualReturn)})`,
    },
    {
      name: 'Buy and hold',
      value: `${changeText(buyAndHold.totalReturn)}, deepest fall ${percentText(-buyAndHold.maxDrawdown)}`,
    },
    { name: 'Deepest fall', value: percentText(-metrics.maxDrawdown) },
    { name: 'Longest fall', value: daysText(metrics.longestDrawdownMs) },
    {
      name: 'Sharpe, Sortino',
      value: `${ratioText(metrics.sharpe)}, ${ratioText(metrics.sortino)}`,
    },
    { name: 'Calmar', value: ratioText(metrics.calmar) },
    {
      name: 'Exposure',
      value: `${percentText(exposure.average)} on average, ${percentText(exposure.max)} at most`,
    },
  ]
}

/** How its trades went. */
export function tradeFigures({ metrics, setup }: BacktestDocument): readonly KeyFigure[] {
  const quote = setup.symbol.split('/')[1] ?? ''
  const { expectancy } = metrics
  return [
    { name: 'Trades', value: `${metrics.trades}, ${metrics.roundTrips} round trips` },
    { name: 'Won', value: percentText(metrics.winRate) },
    { name: 'Profit factor', value: ratioText(metrics.profitFactor) },
    {
      name: 'Average trip',
      value: expectancy === null ? '–' : `${moneyText(expectancy)} ${quote}`,
    },
    { name: 'SQN', value: ratioText(metrics.sqn) },
    { name: 'Worst streak', value: `${metrics.worstStreak} losses in a row` },
    { name: 'In the market', value: percentText(metrics.timeInMarket) },
    { name: 'Turnover', value: `${metrics.turnover.toFixed(1)} × the average equity` },
    { name: 'Fees', value: `${moneyText(metrics.feesPaid)} ${quote}` },
  ]
}
