import { amount, amountText } from './matching/amount.ts'
import type { MatchingEngine } from './matching/matching-engine.ts'

type Level = readonly [price: string, quantity: string]

export interface OrderBook {
  readonly bids: readonly Level[]
  readonly asks: readonly Level[]
}

const LEVELS_MAX = 200
const TICK = amount('0.01')
/** A level with this quantity is gone. */
const NOTHING = '0'

/** The synthetic order book around the present price, the best levels first. */
export function orderBook(engine: MatchingEngine, symbol: string, depth: number): OrderBook {
  const { prices, bookQuantities } = engine.state
  const { bid, ask } = prices.quote(symbol)
  const side = (best: bigint, step: bigint) =>
    Array.from({ length: Math.min(depth, LEVELS_MAX) }, (_, position): Level => {
      const price = best + step * BigInt(position)
      return [amountText(price), bookQuantities[position % bookQuantities.length] ?? '1']
    })
  return { bids: side(bid, -TICK), asks: side(ask, TICK) }
}

/** What makes the first book the second; nothing when they are the same. */
export function differenceOf(before: OrderBook, after: OrderBook): OrderBook {
  return { bids: changes(before.bids, after.bids), asks: changes(before.asks, after.asks) }
}

function changes(before: readonly Level[], after: readonly Level[]): readonly Level[] {
  const old = new Map(before)
  const kept = new Set(after.map(([price]) => price))
  const gone = before.filter(([price]) => !kept.has(price))
  const changed = after.filter(([price, quantity]) => old.get(price) !== quantity)
  return [...gone.map(([price]): Level => [price, NOTHING]), ...changed]
}
