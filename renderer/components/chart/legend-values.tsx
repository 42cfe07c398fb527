import type { CandleColumns } from '../../../app/contract/engine-view.ts'
import { formatDecimal } from '../../format/decimal.ts'
import { classNames } from '../class-names.ts'

type CandleValuesProps = {
  readonly candles: CandleColumns
  readonly index: number
  readonly decimals: number
}

/** The four prices of a candle, in its direction's colour and with its arrow. */
export function CandleValues({ candles, index, decimals }: CandleValuesProps) {
  const isUp = (candles.close[index] ?? 0) >= (candles.open[index] ?? 0)
  const price = (column: readonly number[]) =>
    formatDecimal((column[index] ?? 0).toFixed(decimals), decimals)
  return (
    <span className={classNames('flex gap-x-3', isUp ? 'text-up' : 'text-down')}>
      <LegendValue word="O" text={price(candles.open)} />
      <LegendValue word="H" text={price(candles.high)} />
      <LegendValue word="L" text={price(candles.low)} />
      <LegendValue word="C" text={`${price(candles.close)} ${isUp ? '▲' : '▼'}`} />
    </span>
  )
}

export function LegendValue({ word, text }: { readonly word: string; readonly text: string }) {
  return (
    <span className="whitespace-nowrap">
      <span className="text-ink-soft">{word}</span> {text}
    </span>
  )
}

const SWATCHES = [
  'border-[var(--strategy-line-1)] border-solid',
  'border-[var(--strategy-line-2)] border-dashed',
  'border-[var(--strategy-line-3)] border-dashed',
]

/** How the line with this place among the strategy's is drawn. */
export function LineSwatch({ index }: { readonly index: number }) {
  return (
    <span
      aria-hidden="true"
      className={classNames('w-4 border-t-2', SWATCHES[index % SWATCHES.length])}
    />
  )
}
