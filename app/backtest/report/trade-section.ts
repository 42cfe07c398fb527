import type { BacktestDocument, BacktestTrade } from '../../contract/backtest-document.ts'
import { type Html, html } from './html.ts'
import { minuteText } from './report-numbers.ts'

/** A page of more rows is no longer read, and hardly opens. */
export const TRADE_ROWS_MAX = 2_000

/** Every trade with why its order was sent. */
export function tradeSection({ trades, setup }: BacktestDocument): Html {
  if (trades.length === 0) {
    return html`<section><h2>Trades</h2><p>There were none: the strategy never wanted to enter, or could not pay for it.</p></section>`
  }
  const [base, quote] = setup.symbol.split('/')
  const isOneMarket = setup.otherSymbols.length === 0
  const shown = trades.slice(0, TRADE_ROWS_MAX)
  const left = trades.length - shown.length
  const rest =
    left > 0 ? html`<p class="note">${left} more are in the CSV file of this run.</p>` : html``
  return html`<section class="trades"><h2>Trades</h2><table>
<thead><tr><th>Time, UTC</th>${isOneMarket ? html`` : html`<th>Market</th>`}<th>Side</th><th>Price, ${quote ?? ''}</th><th>Quantity${isOneMarket ? html`, ${base ?? ''}` : html``}</th><th>Fee, ${quote ?? ''}</th><th class="words">Why</th></tr></thead>
<tbody>${shown.map((trade) => tradeRow(trade, isOneMarket))}</tbody></table>${rest}</section>`
}

function tradeRow(trade: BacktestTrade, isOneMarket: boolean): Html {
  const { time, symbol, side, price, quantity, fee, reason } = trade
  const market = isOneMarket ? html`` : html`<td>${symbol}</td>`
  return html`<tr><td>${minuteText(time)}</td>${market}<td>${side}</td><td>${price}</td><td>${quantity}</td><td>${fee}</td><td class="words">${reason}</td></tr>`
}
