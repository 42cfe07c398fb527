import type { MarketView } from '../../../app/contract/setup.ts'

export type Shown = 'watched' | 'all'

/** In the order of the list, or in the one in which they were chosen; what is no longer listed is left out. */
export function shownMarkets(
  markets: readonly MarketView[],
  watched: readonly string[],
  shown: Shown,
): readonly MarketView[] {
  if (shown === 'all') return markets
  const bySymbol = new Map(markets.map((market) => [market.symbol, market]))
  return watched.flatMap((symbol) => bySymbol.get(symbol) ?? [])
}

/** "btcusdt" finds BTC/USDT as well. What begins so goes before what has it somewhere. */
export function marketsMatching(
  markets: readonly MarketView[],
  query: string,
): readonly MarketView[] {
  const wanted = searchable(query)
  if (wanted === '') return markets
  const found = markets.filter(({ symbol }) => searchable(symbol).includes(wanted))
  const begins = ({ symbol }: MarketView) => searchable(symbol).startsWith(wanted)
  return [...found.filter(begins), ...found.filter((market) => !begins(market))]
}

function searchable(text: string): string {
  return text.toLowerCase().replace(/[\s/]/g, '')
}
