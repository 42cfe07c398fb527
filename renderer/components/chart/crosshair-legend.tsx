import type { IChartApi, MouseEventParams } from 'lightweight-charts'
import { useEffect, useState } from 'react'
import type { CandleColumns } from '../../../app/contract/engine-view.ts'
import { formatDecimal } from '../../format/decimal.ts'
import { formatMinute } from '../../format/time.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { classNames } from '../class-names.ts'

/** Values of the candle under the crosshair; of the newest one when there is no crosshair. */
export function CrosshairLegend({ chart }: { readonly chart: IChartApi | null }) {
  const candles = useEngine((snapshot) => snapshot.candles)
  const decimals = useEngine(({ account }) => account.priceDecimals) ?? 2
  const pointed = usePointedTime(chart)
  if (!candles || candles.openTime.length === 0) return null
  const found = pointed === null ? -1 : candles.openTime.lastIndexOf(pointed)
  const index = found >= 0 ? found : candles.openTime.length - 1
  const isUp = (candles.close[index] ?? 0) >= (candles.open[index] ?? 0)
  const price = (column: readonly number[]) =>
    formatDecimal((column[index] ?? 0).toFixed(decimals), decimals)
  return (
    <div className="pointer-events-none absolute top-2 left-3 z-10 flex flex-col text-small">
      <p className="flex gap-x-4">
        <span className="text-ink-soft">{formatMinute(candles.openTime[index] ?? 0)}</span>
        <span className={classNames('flex gap-x-3', isUp ? 'text-up' : 'text-down')}>
          <Value word="O" text={price(candles.open)} />
          <Value word="H" text={price(candles.high)} />
          <Value word="L" text={price(candles.low)} />
          <Value word="C" text={`${price(candles.close)} ${isUp ? '▲' : '▼'}`} />
        </span>
        <Value word="Vol" text={formatDecimal((candles.volume[index] ?? 0).toFixed(2), 2)} />
      </p>
      <p className="flex gap-x-4">
        <LineValues candles={candles} index={index} decimals={decimals} />
      </p>
    </div>
  )
}

function Value({ word, text }: { readonly word: string; readonly text: string }) {
  return (
    <span className="whitespace-nowrap">
      <span className="text-ink-soft">{word}</span> {text}
    </span>
  )
}

type LineValuesProps = {
  readonly candles: CandleColumns
  readonly index: number
  readonly decimals: number
}

const OWN_SCALE_DECIMALS = 2

const SWATCHES = [
  'border-[var(--strategy-line-1)] border-solid',
  'border-[var(--strategy-line-2)] border-dashed',
  'border-[var(--strategy-line-3)] border-dashed',
]

function LineValues({ candles, index, decimals }: LineValuesProps) {
  const bots = useEngine(({ status }) => status.bots) ?? []
  const lines = new Map(bots.flatMap((bot) => bot.lines.map((line) => [line.id, line])))
  return Object.entries(candles.lines).map(([id, values], position) => {
    const value = values[index]
    const line = lines.get(id)
    const shownDecimals = line?.scale === 'own' ? OWN_SCALE_DECIMALS : decimals
    return (
      <span key={id} className="flex items-center gap-1.5 whitespace-nowrap">
        <span
          aria-hidden="true"
          className={classNames('w-4 border-t-2', SWATCHES[position % SWATCHES.length])}
        />
        <span className="text-ink-soft">{line?.label ?? id}</span>
        {value === null || value === undefined
          ? 'not yet'
          : formatDecimal(value.toFixed(shownDecimals), shownDecimals)}
      </span>
    )
  })
}

/** Unix ms of the candle under the crosshair. */
function usePointedTime(chart: IChartApi | null): number | null {
  const [pointed, setPointed] = useState<number | null>(null)
  useEffect(() => {
    if (!chart) return
    const onMove = ({ time }: MouseEventParams) =>
      setPointed(typeof time === 'number' ? time * 1_000 : null)
    chart.subscribeCrosshairMove(onMove)
    return () => chart.unsubscribeCrosshairMove(onMove)
  }, [chart])
  return pointed
}
