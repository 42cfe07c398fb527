import { minuteText } from '../../app/backtest/report/report-numbers.ts'
import type { ParityDocument, ParityLine, ParityTrade } from '../../app/contract/parity-document.ts'

/** A parity report for people: first what came of it, then each trade, with why it differs where it does. */
export function parityText(report: ParityDocument): string {
  const { account, symbol, timeframe, candles, range } = report
  const head = [
    `${account}: ${symbol}, ${timeframe} candles, against a backtest of the same period`,
    `${candles} candles from ${minuteText(range.from)} to ${minuteText(range.to)} UTC${gapWords(report)}`,
    '',
    report.summary,
  ]
  return `${[...head, '', ...report.lines.flatMap(lineText)].join('\n')}\n`
}

function gapWords({ range: { gaps } }: ParityDocument): string {
  const missing = gaps.reduce((sum, gap) => sum + gap.missing, 0)
  return missing === 0 ? '' : `; ${missing} are missing, which the account may have seen`
}

function lineText({ side, account, backtest, verdict, cause }: ParityLine): readonly string[] {
  const time = minuteText((account ?? backtest)?.time ?? 0)
  const own = `${time}  ${side.padEnd(4)}  ${verdict.padEnd(13)}  account ${tradeText(account)}, backtest ${tradeText(backtest)}`
  return cause === null ? [own] : [own, `    ${cause}`]
}

function tradeText(trade: ParityTrade | null): string {
  return trade === null ? 'nothing' : `${trade.quantity} at ${trade.price}, fee ${trade.fee}`
}
