import { equityCsv, tradesCsv } from '../../app/backtest/report/csv-report.ts'
import { htmlReport } from '../../app/backtest/report/html-report.ts'
import type { BacktestDocument } from '../../app/contract/backtest-document.ts'
import type { ExportFormat } from '../../app/contract/research.ts'
import type { ResultText } from './research-wire.ts'

/** A result as it is written to a file of this format, and what that could be called. */
export function resultText(document: BacktestDocument, format: ExportFormat): ResultText {
  const { setup, range } = document
  const [from, to] = [range.from, range.to].map((time) => new Date(time).toISOString().slice(0, 10))
  const market = setup.symbol.replace('/', '-')
  const name = `${setup.bots[0]?.strategyId ?? 'backtest'}_${market}_${from}_${to}`
  switch (format) {
    case 'html':
      return { fileName: `${name}.html`, text: htmlReport(document) }
    case 'trades-csv':
      return { fileName: `${name}_trades.csv`, text: tradesCsv(document) }
    case 'equity-csv':
      return { fileName: `${name}_equity.csv`, text: equityCsv(document) }
    case 'json':
      return { fileName: `${name}.json`, text: `${JSON.stringify(document, null, 2)}\n` }
  }
}
