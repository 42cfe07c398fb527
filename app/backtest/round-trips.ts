import { amountToFloat, type Money, subtract } from '../domain/amount.ts'
import type { Fill } from '../domain/fill.ts'
import type { Market } from '../domain/market.ts'
import { FLAT, type Position, positionAfter } from '../domain/position.ts'

/** From the first purchase of a position until all of it was sold. */
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

interface OpenTrip {
  readonly position: Position
  readonly openedAt: number
  readonly cost: Money
  readonly realisedBefore: Money
}

/** The round trips that were finished, oldest first. Follows from the fills alone. */
export function roundTripsOf(
  fills: readonly Fill[],
  marketOf: (symbol: string) => Market,
): readonly RoundTrip[] {
  const open = new Map<string, OpenTrip>()
  const realised = new Map<string, Money>()
  const trips: RoundTrip[] = []
  for (const fill of fills) {
    const key = `${fill.botId} ${fill.symbol}`
    const before = open.get(key)
    const position = positionAfter(
      before?.position ?? { ...FLAT, realised: realised.get(key) ?? FLAT.realised },
      fill,
      marketOf(fill.symbol),
    )
    const trip: OpenTrip = {
      position,
      openedAt: before?.openedAt ?? fill.time,
      cost: largerCost(before, position),
      realisedBefore: before?.realisedBefore ?? realised.get(key) ?? FLAT.realised,
    }
    if (position.quantity > 0) {
      open.set(key, trip)
      continue
    }
    open.delete(key)
    realised.set(key, position.realised)
    trips.push({
      botId: fill.botId,
      symbol: fill.symbol,
      openedAt: trip.openedAt,
      closedAt: fill.time,
      cost: trip.cost,
      profit: subtract(position.realised, trip.realisedBefore),
    })
  }
  return trips
}

/** What was paid at most for what was held at once. */
function largerCost(before: OpenTrip | undefined, { cost }: Position): Money {
  return before !== undefined && before.cost > cost ? before.cost : cost
}

/** Profit as a share of the cost. */
export function returnOf({ profit, cost }: RoundTrip): number {
  return cost > 0 ? amountToFloat(profit) / amountToFloat(cost) : 0
}
