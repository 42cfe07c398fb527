import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { IN_VIEW_MAX } from '../../../app/contract/market-limits.ts'
import type { MarketView } from '../../../app/contract/setup.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { MARKET_COLUMNS } from './market-columns.ts'
import { MarketRow } from './market-row.tsx'
import { PriceTrouble } from './price-trouble.tsx'
import { useLatest } from './use-latest.ts'
import { usePrices } from './use-prices.ts'

const ROW_HEIGHT = 36
const OVERSCAN = 4

type MarketListProps = {
  readonly exchangeId: string
  readonly rows: readonly MarketView[]
  readonly watched: readonly string[]
  readonly chosen: string | null
  readonly query: string
  readonly onChoose: (symbol: string) => void
  readonly onWatched: (symbols: readonly string[]) => Promise<boolean>
}

/** Thousands of markets, of which only those in view exist, and only their prices are asked for. */
export function MarketList(props: MarketListProps) {
  const { exchangeId, rows, watched, chosen, query, onChoose, onWatched } = props
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
  })
  const items = virtualizer.getVirtualItems()
  const inView = items.flatMap(({ index }) => rows[index]?.symbol ?? []).slice(0, IN_VIEW_MAX)
  const { prices, trouble } = usePrices(exchangeId, inView)
  const stars = new Set(watched)
  const onToggle = useLatest((symbol: string) => {
    const next = stars.has(symbol) ? watched.filter((one) => one !== symbol) : [...watched, symbol]
    void onWatched(next)
  })
  return (
    <>
      {trouble && <PriceTrouble problem={trouble} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <div ref={scroller} tabIndex={0} className="min-h-0 flex-1 overflow-auto -outline-offset-2">
        <table
          aria-label="Markets"
          aria-rowcount={rows.length + 1}
          className="block min-w-fit text-small"
        >
          <thead className="sticky top-0 z-10 block bg-panel">
            <tr
              className="grid h-7 items-center border-line border-b px-2"
              style={{ gridTemplateColumns: MARKET_COLUMNS.template }}
            >
              {MARKET_COLUMNS.heads.map(({ id, text, isRight, isHidden }) => (
                <th
                  key={id}
                  scope="col"
                  className={`truncate px-2 font-normal text-ink-soft ${isRight ? 'text-right' : 'text-left'}`}
                >
                  {isHidden ? <span className="sr-only">{text}</span> : text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="relative block" style={{ height: virtualizer.getTotalSize() }}>
            {items.map(({ index, start }) => {
              const market = rows[index]
              return (
                market && (
                  <MarketRow
                    key={market.symbol}
                    {...{ market, index, top: start }}
                    price={prices.get(market.symbol)}
                    isWatched={stars.has(market.symbol)}
                    isChosen={market.symbol === chosen}
                    {...{ onChoose, onToggle }}
                  />
                )
              )
            })}
          </tbody>
        </table>
        {rows.length === 0 && <NothingListed query={query} />}
      </div>
    </>
  )
}

function NothingListed({ query }: { readonly query: string }) {
  return (
    <div className="px-4">
      {query === '' ? (
        <EmptyState
          title="No market is watched yet."
          hint="Switch to All, search for one, and press its star: it stays here, with its price streamed."
        />
      ) : (
        <EmptyState
          title="Nothing matches."
          hint="Try fewer letters, or switch to All to search every market of the exchange."
        />
      )}
    </div>
  )
}
