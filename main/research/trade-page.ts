import type { BacktestDocument } from '../../app/contract/backtest-document.ts'
import { type ResultTrade, TRADES_PAGE } from '../../app/contract/research.ts'

/** Some trades of a result from an index on, each sale with what its round trip brought where it ended one. */
export function tradePage({ trades, roundTrips }: BacktestDocument, from: number): ResultTrade[] {
  const page = trades.slice(from, from + TRADES_PAGE)
  const [first, last] = [page[0]?.time ?? 0, page.at(-1)?.time ?? 0]
  const profits = new Map(
    roundTrips
      .filter(({ closedAt }) => closedAt >= first && closedAt <= last)
      .map(({ symbol, closedAt, profit }) => [`${symbol} ${closedAt}`, profit]),
  )
  return page.map((trade) => ({
    ...trade,
    profit: trade.side === 'sell' ? (profits.get(`${trade.symbol} ${trade.time}`) ?? null) : null,
  }))
}
