import { amountToFloat, larger, type Money, subtract } from '../domain/amount.ts'
import type { Fill } from '../domain/fill.ts'
import type { Market } from '../domain/market.ts'
import { FLAT, type Position, positionAfter } from '../domain/position.ts'

/** From the first purchase of a position until all of it was sold, but for what is too little to be sold. */
export interface RoundTrip {
  readonly botId: string
  readonly symbol: string
  readonly openedAt: number
  readonly closedAt: number
  /** Of all purchases, fees included. */
  readonly cost: Money
  /** After all fees. */
  readonly profit: Money
}

/** A bot in one market, as far as its fills were gone through. */
interface Trader {
  readonly botId: string
  readonly symbol: string
  position: Position
  /** Of the trip that is under way; NaN between two. */
  openedAt: number
  cost: Money
  realisedBefore: Money
}

/** The round trips that were finished, oldest first. Follows from the fills alone. */
export function roundTripsOf(
  fills: readonly Fill[],
  marketOf: (symbol: string) => Market,
): readonly RoundTrip[] {
  const traders: Trader[] = []
  const trips: RoundTrip[] = []
  for (const fill of fills) {
    const trader = traderOf(traders, fill)
    if (Number.isNaN(trader.openedAt)) begin(trader, fill)
    const market = marketOf(fill.symbol)
    trader.position = positionAfter(trader.position, fill, market)
    trader.cost = larger(trader.cost, trader.position.cost)
    const { quantity } = trader.position
    if (quantity <= 0 || quantity < market.quantityMin) trips.push(finished(trader, fill))
  }
  return trips
}

/** What is held never crosses into the next trip. */
function begin(trader: Trader, { time }: Fill): void {
  const { realised } = trader.position
  trader.openedAt = time
  trader.cost = FLAT.cost
  trader.realisedBefore = realised
  trader.position = { ...FLAT, realised }
}

function finished(trader: Trader, { time }: Fill): RoundTrip {
  const { botId, symbol, openedAt, cost, position, realisedBefore } = trader
  trader.openedAt = Number.NaN
  const profit = subtract(position.realised, realisedBefore)
  return { botId, symbol, openedAt, closedAt: time, cost, profit }
}

/** The last one mostly goes on: there are few of them. */
function traderOf(traders: Trader[], { botId, symbol }: Fill): Trader {
  for (const trader of traders) {
    if (trader.botId === botId && trader.symbol === symbol) return trader
  }
  const trader: Trader = {
    botId,
    symbol,
    position: FLAT,
    openedAt: Number.NaN,
    cost: FLAT.cost,
    realisedBefore: FLAT.realised,
  }
  traders.push(trader)
  return trader
}

/** Profit as a share of the cost. */
export function returnOf({ profit, cost }: RoundTrip): number {
  return cost > 0 ? amountToFloat(profit) / amountToFloat(cost) : 0
}
