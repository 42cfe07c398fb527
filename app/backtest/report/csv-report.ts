import type { BacktestDocument } from '../../contract/backtest-document.ts'

type Cell = string | number

/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/
const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/

/** The trades of a run as CSV, with why each order was sent. */
export function tradesCsv({ trades }: BacktestDocument): string {
  return csvOf(
    ['time', 'symbol', 'side', 'price', 'quantity', 'fee', 'reason'],
    trades.map(({ time, symbol, side, price, quantity, fee, reason }) => [
      ...[new Date(time).toISOString(), symbol, side, price, quantity, fee, reason],
    ]),
  )
}

/** The account from candle to candle, thinned out as in the document. */
export function equityCsv({ curve }: BacktestDocument): string {
  return csvOf(
    ['time', 'equity', 'drawdown', 'exposure', 'hold'],
    curve.map(({ time, equity, drawdown, exposure, hold }) => [
      ...[new Date(time).toISOString(), equity, drawdown, exposure, hold],
    ]),
  )
}

function csvOf(names: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `${[names, ...rows].map((row) => row.map(cellOf).join(',')).join('\n')}\n`
}

/** Quoted where it must be; a text that a spreadsheet would run is made a text again. */
function cellOf(cell: Cell): string {
  const text = String(cell)
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
