import type { ClosedPositions, ClosedPositionView } from '../../contract/records.ts'
import { CLOSED_POSITIONS_MAX } from '../../contract/records-limits.ts'
import { formatAmount } from '../../domain/amount.ts'
import type { Fill } from '../../domain/fill.ts'
import type { MarketBook } from '../../domain/market-book.ts'
import { type RoundTrip, returnOf, roundTripsOf } from '../../portfolio/round-trips.ts'

/** What was bought and sold again, newest first, and what came of it. */
export function closedPositionsView(fills: readonly Fill[], markets: MarketBook): ClosedPositions {
  const trips = roundTripsOf(fills, (symbol) => markets.get(symbol))
  return {
    positions: trips.slice(-CLOSED_POSITIONS_MAX).toReversed().map(closedPositionView),
    count: trips.length,
  }
}

function closedPositionView(trip: RoundTrip): ClosedPositionView {
  const { botId, symbol, openedAt, closedAt, cost, profit } = trip
  return {
    ...{ botId, symbol, openedAt, closedAt },
    cost: formatAmount(cost),
    profit: formatAmount(profit),
    profitPercent: returnOf(trip) * 100,
  }
}
