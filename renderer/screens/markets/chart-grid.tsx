import type { MarketView } from '../../../app/contract/setup.ts'
import { classNames } from '../../components/class-names.ts'
import { useChartDesk } from '../../stores/chart-desk-store.ts'
import type { Timeframe } from './chart/bar-levels.ts'
import { LookTools } from './chart/look-tools.tsx'
import { MarketChart } from './chart/market-chart.tsx'
import { FAVOURITE_TIMEFRAME, paneAt, withPane } from './panes.ts'

type ChartGridProps = {
  readonly exchangeId: string
  readonly markets: readonly MarketView[]
  readonly watched: readonly string[]
  /** The chart that shows what is chosen in the list. */
  readonly active: number
  readonly onActive: (place: number) => void
}

const GRIDS = { 1: '', 2: 'grid-rows-2', 4: 'grid-cols-2 grid-rows-2' } as const

/** One chart, or several side by side. */
export function ChartGrid({ exchangeId, markets, watched, active, onActive }: ChartGridProps) {
  const count = useChartDesk((state) => state.count)
  const panes = useChartDesk((state) => state.panes[exchangeId]) ?? []
  const setPanes = useChartDesk((state) => state.setPanes)
  const places = Array.from({ length: count }, (_, place) => place)
  return (
    <div className="flex h-full flex-col">
      {count > 1 && (
        <div className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-line border-b px-3 py-2">
          <LookTools others={watched} />
        </div>
      )}
      <div className={classNames('grid min-h-0 flex-1 gap-px bg-line', GRIDS[count])}>
        {places.map((place) => {
          const pane = paneAt(panes, watched, place)
          const market = markets.find(({ symbol }) => symbol === pane?.symbol)
          return (
            <div
              key={place}
              className="relative min-h-0 min-w-0 bg-panel"
              onPointerDownCapture={() => onActive(place)}
              onFocusCapture={() => onActive(place)}
            >
              {count > 1 && place === active && (
                <div className="pointer-events-none absolute inset-0 z-20 border border-accent" />
              )}
              {market === undefined || pane === undefined ? (
                <EmptyPane place={place} onActive={onActive} />
              ) : (
                <MarketChart
                  key={market.symbol}
                  {...{ exchangeId, market }}
                  timeframe={timeframeIn(market, pane.timeframe)}
                  others={count === 1 ? watched : null}
                  onTimeframe={(timeframe) =>
                    setPanes(
                      exchangeId,
                      withPane(panes, watched, {
                        place,
                        pane: { symbol: market.symbol, timeframe },
                      }),
                    )
                  }
                />
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

type EmptyPaneProps = Pick<ChartGridProps, 'onActive'> & { readonly place: number }

function EmptyPane({ place, onActive }: EmptyPaneProps) {
  return (
    <button
      type="button"
      className="h-full w-full p-6 text-left align-top text-ink-soft -outline-offset-2"
      onClick={() => onActive(place)}
    >
      Choose a market to see its chart.
    </button>
  )
}

/** The kept one where the market has it. */
export function timeframeIn({ timeframes }: MarketView, kept?: Timeframe): Timeframe {
  const wanted = kept ?? FAVOURITE_TIMEFRAME
  return timeframes.find((one) => one === wanted) ?? timeframes[0] ?? FAVOURITE_TIMEFRAME
}
