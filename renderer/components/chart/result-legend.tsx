import type { IChartApi } from 'lightweight-charts'
import type { BacktestView } from '../../../app/contract/research.ts'
import type { StrategyView } from '../../../app/contract/setup.ts'
import { formatDecimal, formatMoney } from '../../format/decimal.ts'
import { formatSignedShare } from '../../format/share.ts'
import { formatMinute } from '../../format/time.ts'
import { CandleValues, LegendValue, LineSwatch } from './legend-values.tsx'
import { usePointedTime } from './use-pointed-time.ts'

const OWN_SCALE_DECIMALS = 2

type ResultLegendProps = {
  readonly chart: IChartApi | null
  readonly view: BacktestView
  readonly lines: StrategyView['lines']
}

/** What the run was at the bar under the crosshair; at its end where there is no crosshair. */
export function ResultLegend({ chart, view, lines }: ResultLegendProps) {
  const { bars, priceDecimals, equity, hold, drawdown } = view.chart
  const pointed = usePointedTime(chart)
  const found = pointed === null ? -1 : bars.openTime.lastIndexOf(pointed)
  const index = found >= 0 ? found : bars.openTime.length - 1
  const quote = view.document.setup.symbol.split('/')[1] ?? ''
  const money = (column: readonly number[]) => formatMoney((column[index] ?? 0).toFixed(2), quote)
  return (
    <div
      data-testid="result-legend"
      className="pointer-events-none absolute top-2 left-3 z-10 flex flex-col text-small"
    >
      <p className="flex gap-x-4">
        <span className="text-ink-soft">{formatMinute(bars.openTime[index] ?? 0)}</span>
        <CandleValues candles={bars} index={index} decimals={priceDecimals} />
      </p>
      <p className="flex gap-x-4">
        <LegendValue word="Equity" text={`${money(equity)} ${quote}`} />
        <LegendValue word="Buy and hold" text={money(hold)} />
        <LegendValue word="Drawdown" text={formatSignedShare(drawdown[index] ?? 0)} />
      </p>
      <p className="flex gap-x-4">
        {lines.map(({ id, label, scale }, position) => {
          const value = bars.lines[id]?.[index] ?? null
          const decimals = scale === 'own' ? OWN_SCALE_DECIMALS : priceDecimals
          return (
            <span key={id} className="flex items-center gap-1.5 whitespace-nowrap">
              <LineSwatch index={position} />
              <span className="text-ink-soft">{label}</span>
              {value === null ? 'not yet' : formatDecimal(value.toFixed(decimals), decimals)}
            </span>
          )
        })}
      </p>
    </div>
  )
}
