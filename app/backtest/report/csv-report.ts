import type { BacktestDocument } from '../../contract/backtest-document.ts'
import { csvText } from '../../domain/csv-text.ts'

/** The trades of a run as CSV, with why each order was sent. */
export function tradesCsv({ trades }: BacktestDocument): string {
  return csvText(
    ['time', 'symbol', 'side', 'price', 'quantity', 'fee', 'reason'],
    trades.map(({ time, symbol, side, price, quantity, fee, reason }) => [
      ...[new Date(time).toISOString(), symbol, side, price, quantity, fee, reason],
    ]),
  )
}

/** The account from candle to candle, thinned out as in the document. */
export function equityCsv({ curve }: BacktestDocument): string {
  return csvText(
    ['time', 'equity', 'drawdown', 'exposure', 'hold'],
    curve.map(({ time, equity, drawdown, exposure, hold }) => [
      ...[new Date(time).toISOString(), equity, drawdown, exposure, hold],
    ]),
  )
}
