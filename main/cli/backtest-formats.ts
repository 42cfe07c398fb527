import { equityCsv, tradesCsv } from '../../app/backtest/report/csv-report.ts'
import { htmlReport } from '../../app/backtest/report/html-report.ts'
import { textReport } from '../../app/backtest/report/text-report.ts'
import type { BacktestDocument } from '../../app/contract/backtest-document.ts'

/** How a result is printed, by what `--format` names. */
export const BACKTEST_FORMATS = {
  text: textReport,
  json: (document) => `${JSON.stringify(document)}\n`,
  html: htmlReport,
  csv: tradesCsv,
  'equity-csv': equityCsv,
} as const satisfies Readonly<Record<string, (document: BacktestDocument) => string>>

export type BacktestFormat = keyof typeof BACKTEST_FORMATS

export function isBacktestFormat(text: string): text is BacktestFormat {
  return Object.hasOwn(BACKTEST_FORMATS, text)
}
