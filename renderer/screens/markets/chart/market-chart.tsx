import { type KeyboardEvent, useCallback, useEffect, useId, useRef, useState } from 'react'
import type { MarketView } from '../../../../app/contract/setup.ts'
import type { ChartColours } from '../../../components/chart/chart-colours.ts'
import { useChart } from '../../../components/chart/use-chart.ts'
import { ProblemBox } from '../../../components/problem-box.tsx'
import { useChartLook } from '../../../stores/chart-look-store.ts'
import { useLatest } from '../use-latest.ts'
import { NO_CANDLES } from './candle-window.ts'
import { ChartTools } from './chart-tools.tsx'
import { describeCandles } from './describe-candles.ts'
import { MarketLegend } from './market-legend.tsx'
import { MarketPainter } from './market-painter.ts'
import { useMarketCandles } from './use-market-candles.ts'

type MarketChartProps = {
  readonly exchangeId: string
  readonly market: MarketView
  /** That it can be compared with. */
  readonly others: readonly string[]
}

const FAVOURITE_TIMEFRAME = '1h'
const PAN_SHARE = 0.2
const ZOOM_FACTOR = 1.25

/** The candles of any market, by mouse and by keyboard, and in words for those who hear it. */
export function MarketChart({ exchangeId, market, others }: MarketChartProps) {
  const { symbol, timeframes, priceDecimals } = market
  const { look, change } = useChartLook()
  const wordsId = useId()
  const area = useRef<HTMLElement>(null)
  const [timeframe, setTimeframe] = useState(
    timeframes.find((one) => one === FAVOURITE_TIMEFRAME) ?? timeframes[0] ?? FAVOURITE_TIMEFRAME,
  )
  const seen = useMarketCandles({ exchangeId, symbol, timeframe })
  const { comparison } = look
  const compared = useMarketCandles(
    comparison === null || comparison === symbol
      ? null
      : { exchangeId, symbol: comparison, timeframe },
  )
  const make = useCallback(
    (element: HTMLElement, colours: ChartColours) =>
      new MarketPainter(element, colours, priceDecimals),
    [priceDecimals],
  )
  const { container, painter } = useChart(make)
  const loadOlder = useLatest<void>(seen.loadOlder)
  const { candles } = seen
  const comparedCandles =
    comparison === null || comparison === symbol ? NO_CANDLES : compared.candles
  useEffect(() => painter?.onNearStart(loadOlder), [painter, loadOlder])
  useEffect(() => {
    painter?.draw({ candles, compared: comparedCandles, look })
  }, [painter, candles, comparedCandles, look])

  const onKeyDown = (event: KeyboardEvent) => {
    const act = actionOf(event.key)
    if (painter === null || act === undefined || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    act(painter)
  }
  return (
    <div className="flex h-full flex-col">
      <ChartTools
        {...{ symbol, timeframes, timeframe, look, others, area }}
        onTimeframe={setTimeframe}
        onChange={change}
      />
      {seen.problem && candles.openTime.length === 0 && (
        <div className="shrink-0 p-3">
          <ProblemBox problem={seen.problem} />
        </div>
      )}
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
          {...{ candles, look, decimals: priceDecimals }}
        />
        <p id={wordsId} className="sr-only">
          {describeCandles(candles, {
            symbol,
            timeframe,
            decimals: priceDecimals,
            zone: look.zone,
          })}
        </p>
        {seen.isLoading && <p className="absolute top-8 left-3 text-ink-soft">Loading candles…</p>}
      </section>
    </div>
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
