import type { BacktestTrust, CostRun } from '../../contract/backtest-findings.ts'
import { type Html, html } from './html.ts'
import { lookOf } from './look-of.ts'
import { changeText, percentText, ratioText } from './report-numbers.ts'

/** How far the result can be trusted, before anything else that there is to say about it. */
export function trustSection({ verdict, summary, findings, costRuns }: BacktestTrust): Html {
  const items = findings.map(
    (finding) =>
      html`<li><span><span class="verdict ${finding.verdict}">${finding.verdict}</span></span><div><strong>${finding.title}</strong><p class="note">${finding.message}</p></div></li>`,
  )
  return html`<section><h2>How far it can be trusted</h2>
<div class="trust"><span class="verdict ${verdict}">${verdict}</span><p>${summary}</p></div>
<ul>${items}</ul></section>${costTable(costRuns)}`
}

function costTable(runs: readonly CostRun[]): Html {
  if (runs.length === 0) return html``
  const rows = runs.map(
    ({ factor, totalReturn, maxDrawdown, sharpe, trades }) =>
      html`<tr><th>${factor === 1 ? 'as tested' : `× ${factor}`}</th><td class="${lookOf(totalReturn)}">${changeText(totalReturn)}</td><td>${percentText(-maxDrawdown)}</td><td>${ratioText(sharpe)}</td><td>${trades}</td></tr>`,
  )
  return html`<section><h2>At other costs</h2><table>
<thead><tr><th>Costs</th><th>Return</th><th>Deepest fall</th><th>Sharpe</th><th>Trades</th></tr></thead>
<tbody>${rows}</tbody></table></section>`
}
