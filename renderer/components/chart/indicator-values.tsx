import { useMemo } from 'react'
import { formatMarketPrice } from '../../format/market-price.ts'
import type { ChartLook } from './chart-look.ts'
import { INDICATOR_WORDS, indicatorTitle, indicatorValues } from './indicators.ts'
import { LineSwatch } from './legend-values.tsx'

type IndicatorValuesProps = {
  readonly indicators: ChartLook['indicators']
  readonly closes: Float64Array
  /** Of the candle whose values are told. */
  readonly index: number
  readonly decimals: number | null
  /** So many lines are drawn before theirs. */
  readonly linesBefore: number
}

/** A line of the legend for each indicator that the user has added. */
export function IndicatorValues(props: IndicatorValuesProps) {
  const { indicators, closes, index, decimals, linesBefore } = props
  const lines = useMemo(
    () =>
      indicators.map((indicator) => ({ indicator, columns: indicatorValues(indicator, closes) })),
    [indicators, closes],
  )
  let place = linesBefore
  return lines.map(({ indicator, columns }) => (
    <p key={indicatorTitle(indicator)} className="flex flex-wrap gap-x-3">
      <span className="text-ink-soft">{indicatorTitle(indicator)}</span>
      {columns.map((column, line) => {
        const value = column[index] ?? Number.NaN
        const { hasPane, lines: names } = INDICATOR_WORDS[indicator.kind]
        return (
          <span key={names[line]} className="flex items-center gap-1.5 whitespace-nowrap">
            <LineSwatch index={place++} />
            {names.length > 1 && <span className="text-ink-soft">{names[line]}</span>}
            {Number.isNaN(value) ? 'not yet' : formatMarketPrice(value, hasPane ? 2 : decimals)}
          </span>
        )
      })}
    </p>
  ))
}
