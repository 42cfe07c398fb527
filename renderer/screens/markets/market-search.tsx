import { Segments } from '../../components/segments.tsx'
import type { Shown } from './shown-markets.ts'

const SHOWN = [
  { value: 'watched', label: 'Watched' },
  { value: 'all', label: 'All' },
] as const

type MarketSearchProps = {
  readonly shown: Shown
  readonly query: string
  readonly count: number
  readonly onShown: (shown: Shown) => void
  readonly onQuery: (query: string) => void
  /** Enter was pressed. */
  readonly onOpenFirst: () => void
}

/** Which markets are listed. Typing searches; Enter opens the first that was found. */
export function MarketSearch(props: MarketSearchProps) {
  const { shown, query, count, onShown, onQuery, onOpenFirst } = props
  return (
    <div className="flex h-12 shrink-0 items-center gap-3 border-line border-b px-3">
      <Segments label="Markets shown" options={SHOWN} value={shown} onChange={onShown} />
      <input
        type="search"
        aria-label="Search markets"
        placeholder="Search, like BTC or btcusdt"
        autoComplete="off"
        spellCheck={false}
        className="h-7 min-w-0 flex-1 rounded-small border border-line-strong bg-panel px-2 text-small text-ink"
        value={query}
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && onOpenFirst()}
      />
      <span role="status" className="text-small text-ink-soft">
        {count.toLocaleString('en-US')} {count === 1 ? 'market' : 'markets'}
      </span>
    </div>
  )
}
