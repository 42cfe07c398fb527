import type { Market } from './market.ts'
import { type Price, roundToTick, unitsPerOne } from './price.ts'

/** A purchase that should rest: for its share of the bot's budget, less what its key holds already. */
export interface WantedPurchase {
  /** Names it among its bot's orders for as long as it is wanted: a letter or a digit, at most three of them. */
  readonly key: string
  readonly side: 'buy'
  /** As a float, rounded down to the exchange's steps; null to buy at the market. */
  readonly price: number | null
  /** Of what the bot's sizing stakes in all: above 0, at most 1. */
  readonly share: number
  /** Rather not at all than as a taker, where it has a price: tried again with the next candle. */
  readonly postOnly?: boolean
}

/** A sale that should rest. */
export interface WantedSale {
  readonly key: string
  readonly side: 'sell'
  /** As a float, rounded up to the exchange's steps. */
  readonly price: number
  /** What purchases with the same key have bought, or all that the bot holds. */
  readonly of: 'key' | 'position'
  /** As for a purchase. */
  readonly postOnly?: boolean
}

export type WantedOrder = WantedPurchase | WantedSale

/** More than any exchange lets rest in one market for long. */
export const WORKING_ORDERS_MAX = 100
const KEY = /^[a-z0-9]{1,3}$/
/** Of floats that stand for the same price. */
const ROUNDING = 1e-9

/** What makes no sense in a set of wanted orders, or nothing. */
export function wantedOrdersFault(orders: readonly WantedOrder[]): string | undefined {
  if (orders.length > WORKING_ORDERS_MAX) {
    return `it wants ${orders.length} orders at once, and ${WORKING_ORDERS_MAX} are the most`
  }
  const keys = new Set<string>()
  for (const order of orders) {
    const { key, price } = order
    if (!KEY.test(key)) return `"${key}" is no key: it takes one to three small letters or digits`
    if (keys.has(key)) return `it wants two orders with the key "${key}"`
    keys.add(key)
    const isPriced = price === null ? order.side === 'buy' : price > 0 && Number.isFinite(price)
    if (!isPriced) return `the order "${key}" has no price above zero`
    if (price === null && order.postOnly) {
      return `the order "${key}" is to the market and cannot be post-only`
    }
    if (order.side === 'sell' || (order.share > 0 && order.share <= 1)) continue
    return `the order "${key}" is for ${order.share} of the budget: it takes a share above 0 and up to 1`
  }
  return undefined
}

/** In the exchange's steps, never to the bot's disadvantage; a float that misses a step by its last digits is on it. */
export function wantedPrice(market: Market, { side, price }: WantedOrder): Price | null {
  if (price === null) return null
  const units = price * unitsPerOne(market)
  const nearest = roundToTick(market, (units + market.priceTick / 2) as Price, 'down')
  if (Math.abs(nearest - units) <= units * ROUNDING) return nearest
  return roundToTick(market, units as Price, side === 'buy' ? 'down' : 'up')
}

const SECONDS_RADIX = 36

/** One order of a key at one candle has one id, however often it is computed. */
export function workingIntentId(botId: string, key: string, candleOpenTime: number): string {
  return `${botId}-w${key}-${candleLetters(candleOpenTime)}`
}

/** The time of a candle, in few letters. */
export function candleLetters(candleOpenTime: number): string {
  return (candleOpenTime / 1000).toString(SECONDS_RADIX)
}

/** The key of a bot's working order, by the id of its intent or its client order id; nothing for any other order. */
export function workingKey(botId: string, id: string): string | undefined {
  const end = id.lastIndexOf('-')
  const start = id.lastIndexOf('-', end - 1)
  if (start < 0 || id.charAt(start + 1) !== 'w' || !id.slice(0, start).endsWith(botId)) {
    return undefined
  }
  const key = id.slice(start + 2, end)
  return KEY.test(key) ? key : undefined
}
