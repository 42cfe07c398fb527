import { useCallback, useMemo, useState } from 'react'
import type { ChartPane } from '../../../app/contract/chart-desk.ts'
import type { ExchangeView, MarketView } from '../../../app/contract/setup.ts'
import { request } from '../../api/request.ts'
import { Button } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { ProblemBox } from '../../components/problem-box.tsx'
import { Segments } from '../../components/segments.tsx'
import { useAnswer } from '../../components/use-answer.ts'
import { useChartDesk } from '../../stores/chart-desk-store.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { ChartGrid, timeframeIn } from './chart-grid.tsx'
import { MarketList } from './market-list.tsx'
import { MarketSearch } from './market-search.tsx'
import { paneAt, withPane } from './panes.ts'
import { marketsMatching, type Shown, shownMarkets } from './shown-markets.ts'
import { TradesPanel } from './trades-panel.tsx'

type MarketBenchProps = {
  readonly exchange: ExchangeView
  readonly watched: readonly string[]
  /** Says whether it was kept. */
  readonly onWatched: (symbols: readonly string[]) => Promise<boolean>
  readonly onOtherExchange: () => void
}

/** The list on the left, the chart of the chosen market on the right. */
export function MarketBench(props: MarketBenchProps) {
  const { exchange, watched, onOtherExchange } = props
  const exchangeId = exchange.id
  const isTestnet = useEngine(({ account }) => account.mode === 'testnet') === true
  const [markets, askAgain] = useAnswer(
    useCallback(() => request('listMarkets', { exchangeId }), [exchangeId]),
  )
  return (
    <div className="flex h-full flex-col bg-canvas">
      <header className="flex h-12 shrink-0 items-center gap-4 border-line border-b bg-panel px-4">
        <h1 className="text-large font-strong">Markets of {exchange.name}</h1>
        <Button size="small" onClick={onOtherExchange}>
          Other exchange…
        </Button>
        {isTestnet && (
          <span className="text-small text-ink-soft">Real prices, not those of the testnet</span>
        )}
        <span className="flex-1" />
        <TradesChoice />
        <CountChoice />
        <span className="text-small text-ink-soft">
          {watched.length === 0 ? 'None watched' : `${watched.length} watched`}
        </span>
      </header>
      <div className="min-h-0 flex-1">
        {markets.kind === 'loading' && (
          <p className="p-6 text-ink-soft">Asking {exchange.name} for its markets…</p>
        )}
        {markets.kind === 'failed' && (
          <div className="max-w-[720px] p-6">
            <ProblemBox problem={markets.problem}>
              <Button size="small" onClick={askAgain}>
                Ask {exchange.name} again
              </Button>
            </ProblemBox>
          </div>
        )}
        {markets.kind === 'ready' && <Columns {...props} markets={markets.value} />}
      </div>
    </div>
  )
}

type ColumnsProps = MarketBenchProps & { readonly markets: readonly MarketView[] }

function Columns({ exchange, markets, watched, onWatched }: ColumnsProps) {
  const [shown, setShown] = useState<Shown>(watched.length === 0 ? 'all' : 'watched')
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const count = useChartDesk((state) => state.count)
  const panes = useChartDesk((state) => state.panes[exchange.id]) ?? NO_PANES
  const setPanes = useChartDesk((state) => state.setPanes)
  const place = Math.min(active, count - 1)
  const shownPane = paneAt(panes, watched, place)
  const chosen = shownPane?.symbol ?? null
  const chosenMarket = markets.find(({ symbol }) => symbol === chosen)
  const showsTrades = useChartDesk((state) => state.showsTrades)
  const setChosen = (symbol: string) => {
    const market = markets.find((one) => one.symbol === symbol)
    if (market === undefined) return
    const pane = { symbol, timeframe: timeframeIn(market, shownPane?.timeframe) }
    setPanes(exchange.id, withPane(panes, watched, { place, pane }))
  }
  const listed = useMemo(() => shownMarkets(markets, watched, shown), [markets, watched, shown])
  const rows = useMemo(() => marketsMatching(listed, query), [listed, query])
  return (
    <div className="grid h-full grid-cols-[560px_minmax(0,1fr)] gap-px bg-line min-[1900px]:grid-cols-[680px_minmax(0,1fr)]">
      <section aria-label="List of markets" className="flex min-h-0 flex-col bg-panel">
        <MarketSearch
          {...{ shown, query, count: rows.length }}
          onShown={setShown}
          onQuery={setQuery}
          onOpenFirst={() => rows[0] && setChosen(rows[0].symbol)}
        />
        <MarketList
          exchangeId={exchange.id}
          {...{ rows, watched, chosen, query }}
          onChoose={setChosen}
          onWatched={onWatched}
        />
        {showsTrades && chosenMarket !== undefined && (
          <div className="h-2/5 shrink-0 border-line border-t">
            <TradesPanel key={chosenMarket.symbol} exchangeId={exchange.id} market={chosenMarket} />
          </div>
        )}
      </section>
      <section aria-label="Chart" className="min-h-0 min-w-0 bg-panel">
        <ChartGrid
          exchangeId={exchange.id}
          {...{ markets, watched }}
          active={place}
          onActive={setActive}
        />
      </section>
    </div>
  )
}

const NO_PANES: readonly ChartPane[] = []
const COUNTS = [
  { value: 1, label: 'One' },
  { value: 2, label: 'Two' },
  { value: 4, label: 'Four' },
] as const

function TradesChoice() {
  const showsTrades = useChartDesk((state) => state.showsTrades)
  const show = useChartDesk((state) => state.showTrades)
  return <Checkbox label="Trades" isChecked={showsTrades} onChange={show} />
}

function CountChoice() {
  const count = useChartDesk((state) => state.count)
  const show = useChartDesk((state) => state.show)
  return (
    <>
      <span aria-hidden="true" className="text-small text-ink-soft">
        Charts
      </span>
      <Segments label="Charts side by side" options={COUNTS} value={count} onChange={show} />
    </>
  )
}
