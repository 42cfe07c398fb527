import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useId,
} from 'react'
import type { MarketCandles } from '../../../../app/contract/market-watch.ts'
import type { ChartColours } from '../../../components/chart/chart-colours.ts'
import type { ChartLook } from '../../../components/chart/chart-look.ts'
import { useChart } from '../../../components/chart/use-chart.ts'
import type { Timeframe } from './bar-levels.ts'
import { describeCandles } from './describe-candles.ts'
import { MarketLegend } from './market-legend.tsx'
import { MarketPainter } from './market-painter.ts'
import type { CandlesSeen } from './use-candle-trail.ts'

type ChartAreaProps = {
  readonly symbol: string
  readonly decimals: number | null
  /** The bars that were chosen. */
  readonly timeframe: Timeframe
  readonly seen: CandlesSeen
  readonly compared: MarketCandles
  readonly look: ChartLook
  readonly area: RefObject<HTMLElement | null>
  /** One of several, with less room for words. */
  readonly isCompact?: boolean
  readonly children?: ReactNode
}

const PAN_SHARE = 0.2
const ZOOM_FACTOR = 1.25

/** Candles by mouse and by keyboard, and in words for those who hear them. */
export function ChartArea(props: ChartAreaProps) {
  const { symbol, decimals, timeframe, seen, compared, look, area, children } = props
  const { isCompact = false } = props
  const wordsId = useId()
  const make = useCallback(
    (element: HTMLElement, colours: ChartColours) => new MarketPainter(element, colours, decimals),
    [decimals],
  )
  const { container, painter } = useChart(make)
  const { candles, level, look: lookAt } = seen
  useEffect(() => painter?.onView(lookAt), [painter, lookAt])
  useEffect(() => {
    painter?.draw({ candles, level, compared, look })
  }, [painter, candles, level, compared, look])
  const onKeyDown = (event: KeyboardEvent) => {
    const act = actionOf(event.key)
    if (painter === null || act === undefined || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    act(painter)
    if (event.key === 'End') seen.toNewest()
  }
  return (
    <section
      ref={area}
      aria-label={`Chart of ${symbol}. Arrow and page keys move, plus and minus zoom, End shows the newest.`}
      aria-describedby={wordsId}
      data-testid="market-chart"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it is moved with the keyboard.
      tabIndex={0}
      className="relative min-h-0 flex-1 -outline-offset-2"
      onKeyDown={onKeyDown}
    >
      <div ref={container} className="contain-strict absolute inset-0" />
      <MarketLegend
        chart={painter?.chart ?? null}
        {...{ candles, look, decimals, isCompact }}
        longerBars={level === timeframe ? null : level}
      />
      <p id={wordsId} className="sr-only">
        {describeCandles(candles, { symbol, timeframe: level, decimals, zone: look.zone })}
      </p>
      {children}
    </section>
  )
}

function actionOf(key: string): ((painter: MarketPainter) => void) | undefined {
  switch (key) {
    case 'ArrowLeft':
      return (painter) => painter.pan(-PAN_SHARE)
    case 'ArrowRight':
      return (painter) => painter.pan(PAN_SHARE)
    case 'PageUp':
      return (painter) => painter.pan(-1)
    case 'PageDown':
      return (painter) => painter.pan(1)
    case '+':
    case '=':
      return (painter) => painter.zoom(1 / ZOOM_FACTOR)
    case '-':
      return (painter) => painter.zoom(ZOOM_FACTOR)
    case 'End':
      return (painter) => painter.showNewest()
    default:
      return undefined
  }
}
