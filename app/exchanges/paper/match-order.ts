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
  const middle = roundToTick(market, priceAt(slice, time) as Price, roundingOf(intent))
  const best = shiftAgainst(intent, market, middle, rules.halfSpread)
  if (isMarketable(intent, best)) {
    const slipped = shiftAgainst(
      intent,
      market,
      middle,
      (rules.halfSpread + rules.slippage) as Rate,
    )
    return { price: withinLimit(intent, slipped), liquidity: 'taker', time }
  }
  return arrivesAt === slice.start ? restingMatch(intent, slice) : undefined
}

/** Between open and close the price is taken to have moved in a straight line. */
function priceAt(slice: MarketSlice, time: number): number {
  if (time <= slice.start) return slice.open
  return (
    slice.open + ((slice.close - slice.open) * (time - slice.start)) / (slice.end - slice.start)
  )
}

/** A tick's fraction is always to the disadvantage of the one who takes. */
function roundingOf(intent: OrderIntent): Rounding {
  return intent.side === 'buy' ? 'up' : 'down'
}

/** A taker crosses half the spread, and moves the price beyond that. */
function shiftAgainst(intent: OrderIntent, market: Market, price: Price, rate: Rate): Price {
  const signed = (intent.side === 'buy' ? rate : -rate) as Rate
  return shiftPrice(market, price, signed, roundingOf(intent))
}

function isMarketable({ limitPrice, side }: OrderIntent, best: Price): boolean {
  if (limitPrice === null) return true
  return side === 'buy' ? best <= limitPrice : best >= limitPrice
}

function withinLimit({ limitPrice, side }: OrderIntent, price: Price): Price {
  if (limitPrice === null) return price
  return (side === 'buy' ? Math.min(price, limitPrice) : Math.max(price, limitPrice)) as Price
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
