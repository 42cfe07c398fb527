import type { BacktestDocument } from '../../contract/backtest-document.ts'
import { type Html, html } from './html.ts'
import { svgChart } from './svg-chart.ts'

/** Equity beside holding, the falls from its peaks, and how much was in the market. */
export function chartSections({ curve, setup }: BacktestDocument): Html {
  const times = curve.map(({ time }) => time)
  const quote = setup.symbol.split('/')[1] ?? ''
  const equity = svgChart({
    title: `Equity in ${quote}`,
    ...{ times, height: 300, label: (value) => Math.round(value).toLocaleString('en-US') },
    series: [
      { name: 'Equity', look: 'equity', values: curve.map((point) => point.equity) },
      { name: 'Buy and hold', look: 'hold', values: curve.map(({ hold }) => hold) },
    ],
  })
  const drawdown = svgChart({
    title: 'Drawdown',
    ...{ times, height: 140, label: percentLabel, filledTo: 0 },
    series: [{ name: 'Drawdown', look: 'drawdown', values: curve.map((point) => -point.drawdown) }],
  })
  const exposure = svgChart({
    title: 'Exposure',
    ...{ times, height: 110, label: percentLabel, filledTo: 0 },
    series: [{ name: 'Exposure', look: 'exposure', values: curve.map((point) => point.exposure) }],
  })
  return html`<section><h2>Equity in ${quote}</h2>
<p class="legend"><span class="equity">Equity</span><span class="hold">Buy and hold, without costs</span></p>${equity}</section>
<section><h2>Drawdown: how far below the highest equity so far</h2><div class="falls">${drawdown}</div></section>
<section><h2>Exposure: how much of the equity was in the market</h2><div class="held">${exposure}</div></section>`
}

function percentLabel(share: number): string {
  return `${Number((share * 100).toFixed(1))} %`
}
