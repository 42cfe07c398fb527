import { useCallback, useMemo, useState } from 'react'
import type { ExchangeView, MarketView } from '../../../app/contract/setup.ts'
import { request } from '../../api/request.ts'
import { Button } from '../../components/button.tsx'
import { ProblemBox } from '../../components/problem-box.tsx'
import { useAnswer } from '../../components/use-answer.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { MarketChart } from './chart/market-chart.tsx'
import { MarketList } from './market-list.tsx'
import { MarketSearch } from './market-search.tsx'
import { marketsMatching, type Shown, shownMarkets } from './shown-markets.ts'

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
  const [chosen, setChosen] = useState<string | null>(watched[0] ?? null)
  const listed = useMemo(() => shownMarkets(markets, watched, shown), [markets, watched, shown])
  const rows = useMemo(() => marketsMatching(listed, query), [listed, query])
  const market = markets.find(({ symbol }) => symbol === chosen)
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
      </section>
      <section aria-label="Chart" className="min-h-0 min-w-0 bg-panel">
        {market === undefined ? (
          <p className="p-6 text-ink-soft">Choose a market to see its chart.</p>
        ) : (
          <MarketChart
            key={market.symbol}
            {...{ exchangeId: exchange.id, market, others: watched }}
          />
        )}
      </section>
    </div>
  )
}
