import type { Rate } from '../../domain/amount.ts'
import type { Rounding } from '../../domain/exact-integer.ts'
import type { Market } from '../../domain/market.ts'
import type { OrderIntent } from '../../domain/order.ts'
import { type Price, roundToTick, shiftPrice } from '../../domain/price.ts'
import type { MarketSlice } from './market-slice.ts'
import type { PaperRules } from './paper-rules.ts'

/** That, and how, an order would have traded. */
export interface Match {
  readonly price: Price
  readonly liquidity: 'maker' | 'taker'
  readonly time: number
}

/** Whether an order that arrives, or waits, while the market does this would trade, and at what price. */
export function matchOrder(
  intent: OrderIntent,
  arrivesAt: number,
  slice: MarketSlice,
  market: Market,
  rules: PaperRules,
): Match | undefined {
  if (arrivesAt > slice.end || (arrivesAt === slice.end && slice.end > slice.start))
    return undefined
  if (intent.limitPrice !== null && arrivesAt < slice.start) return restingMatch(intent, slice)
  const time = Math.max(arrivesAt, slice.start)
  const price = takerPrice(intent, priceAt(slice, time), market, rules)
  if (crosses(intent, price)) return { price, liquidity: 'taker', time }
  return arrivesAt === slice.start ? restingMatch(intent, slice) : undefined
}

/** Between open and close the price is taken to have moved in a straight line. */
function priceAt(slice: MarketSlice, time: number): number {
  if (time <= slice.start) return slice.open
  return (
    slice.open + ((slice.close - slice.open) * (time - slice.start)) / (slice.end - slice.start)
  )
}

/** A taker crosses half the spread and moves the price; a tick's fraction is always to his disadvantage. */
function takerPrice(intent: OrderIntent, middle: number, market: Market, rules: PaperRules): Price {
  const rounding: Rounding = intent.side === 'buy' ? 'up' : 'down'
  const cost = rules.halfSpread + rules.slippage
  const start = roundToTick(market, middle as Price, rounding)
  return shiftPrice(market, start, (intent.side === 'buy' ? cost : -cost) as Rate, rounding)
}

function crosses(intent: OrderIntent, price: Price): boolean {
  if (intent.limitPrice === null) return true
  return intent.side === 'buy' ? price <= intent.limitPrice : price >= intent.limitPrice
}

/**
 * A resting order trades only when the price went through it, since at its own price others were there first; and at
 * that price even where the market jumps over it, since whoever came first took it there.
 */
function restingMatch(intent: OrderIntent, slice: MarketSlice): Match | undefined {
  const limit = intent.limitPrice
  if (limit === null) return undefined
  const through = intent.side === 'buy' ? slice.low < limit : slice.high > limit
  return through ? { price: limit, liquidity: 'maker', time: slice.end } : undefined
}
