import type { BacktestDocument } from '../../contract/backtest-document.ts'
import { type Html, html } from './html.ts'
import { lookOf } from './look-of.ts'

type Months = BacktestDocument['months']

const NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A row a year, a column a month, and the year's own return and that of holding at the end. */
export function monthSection({ months }: BacktestDocument): Html {
  const years = [...new Set(months.map(({ month }) => month.slice(0, 4)))]
  const head = NAMES.map((name) => html`<th>${name}</th>`)
  return html`<section><h2>Months, return in percent</h2><table>
<thead><tr><th>Year</th>${head}<th>Year</th><th>Hold</th></tr></thead>
<tbody>${years.map((year) => yearRow(year, months))}</tbody></table></section>`
}

function yearRow(year: string, months: Months): Html {
  const own = months.filter(({ month }) => month.startsWith(year))
  const cells = NAMES.map((_, at) => {
    const found = own.find(({ month }) => Number(month.slice(5)) === at + 1)
    return found === undefined ? html`<td></td>` : changeCell(found.return)
  })
  const held = compounded(own.map(({ buyAndHoldReturn }) => buyAndHoldReturn))
  const earned = compounded(own.map((month) => month.return))
  return html`<tr><th>${year}</th>${cells}${changeCell(earned)}${changeCell(held)}</tr>`
}

function changeCell(change: number): Html {
  const text = (change * 100).toFixed(1)
  return html`<td class="${lookOf(change)}">${change > 0 ? `+${text}` : text}</td>`
}

function compounded(changes: readonly number[]): number {
  return changes.reduce((product, change) => product * (1 + change), 1) - 1
}
