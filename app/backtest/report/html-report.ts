import type { BacktestDocument } from '../../contract/backtest-document.ts'
import { chartSections } from './chart-sections.ts'
import { Html, html } from './html.ts'
import { type KeyFigure, resultFigures, tradeFigures } from './key-figures.ts'
import { lookOf } from './look-of.ts'
import { monthSection } from './month-section.ts'
import { changeText, minuteText, percentText, ratioText } from './report-numbers.ts'
import { REPORT_STYLE } from './report-style.ts'
import { costWords, headlineOf, sizeWords } from './setup-words.ts'
import { tradeSection } from './trade-section.ts'
import { trustSection } from './trust-section.ts'

/**
 * A run as one page that opens anywhere, offline: it loads nothing and runs nothing, and its policy forbids both, whatever
 * a strategy writes into its reasons.
 */
export function htmlReport(document: BacktestDocument): string {
  const { setup, range, candles } = document
  const title = headlineOf(setup)
  const quote = setup.symbol.split('/')[1] ?? ''
  const sizes = setup.bots.map((bot) => sizeWords(bot, quote)).join('; ')
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<title>Backtest: ${title}</title>
<style>${new Html(REPORT_STYLE)}</style>
</head>
<body><main>
<header><h1>${title}</h1>
<p>${candles.toLocaleString('en-US')} candles from ${minuteText(range.from)} to ${minuteText(range.to)} UTC, ${setup.candles.name}. ${sizes}; ${costWords(setup)}.</p></header>
${heroes(document)}${trustSection(document.trust)}${chartSections(document)}
<div class="pair"><section><h2>Result</h2>${figureTable(resultFigures(document))}</section>
<section><h2>Trades</h2>${figureTable(tradeFigures(document))}</section></div>
${monthSection(document)}${tradeSection(document)}
<footer>Made by Cryptobot. A good result over the past is no promise.</footer>
</main></body>
</html>
`
  return page.text
}

function heroes({ metrics }: BacktestDocument): Html {
  const { totalReturn, buyAndHoldReturn, maxDrawdown, sharpe, roundTrips } = metrics
  const hero = (name: string, value: string, look = '') =>
    html`<div><dt>${name}</dt><dd class="${look}">${value}</dd></div>`
  return html`<section class="heroes">
${hero('Return', changeText(totalReturn), lookOf(totalReturn))}
${hero('Buy and hold', changeText(buyAndHoldReturn), lookOf(buyAndHoldReturn))}
${hero('Deepest fall', percentText(-maxDrawdown))}
${hero('Sharpe', ratioText(sharpe))}
${hero('Round trips', `${roundTrips}`)}
</section>`
}

function figureTable(figures: readonly KeyFigure[]): Html {
  const rows = figures.map(({ name, value }) => html`<tr><th>${name}</th><td>${value}</td></tr>`)
  return html`<table><tbody>${rows}</tbody></table>`
}
