import type { PlaceRequest } from '../contract/control.ts'
import { parseQuantity } from '../domain/amount.ts'
import type { Market } from '../domain/market.ts'
import type { OrderType } from '../domain/order.ts'
import { type Price, parsePrice } from '../domain/price.ts'
import { failure, type Problem, type Result, success } from '../domain/result.ts'
import type { OrderTicket } from './place-ticket.ts'

const WITH_LIMIT: readonly OrderType[] = ['limit', 'stop-limit', 'take-profit-limit']
const WITH_TRIGGER: readonly OrderType[] = [
  'stop',
  'stop-limit',
  'take-profit',
  'take-profit-limit',
]

/** A typed order in exact numbers, or what is wrong with what was typed. */
export function ticketFrom(request: PlaceRequest, market: Market): Result<OrderTicket, Problem> {
  const { type, price, triggerPrice } = request
  const shape = shapeFault(request)
  if (shape !== undefined) return failure(badOrder(shape))
  const quantity = parseQuantity(request.quantity)
  if (!quantity.ok) return failure(badOrder(`the quantity ${quantity.error}`))
  if (quantity.value <= 0) return failure(badOrder('the quantity must be above zero'))
  const limit = priceFrom(WITH_LIMIT.includes(type) ? price : null, market)
  if (!limit.ok) return limit
  const trigger = priceFrom(WITH_TRIGGER.includes(type) ? triggerPrice : null, market)
  if (!trigger.ok) return trigger
  const stop = priceFrom(request.stopPrice ?? null, market)
  if (!stop.ok) return stop
  const target = priceFrom(request.targetPrice ?? null, market)
  if (!target.ok) return target
  const { intentId, symbol, side, timeInForce, postOnly, replaces = null } = request
  return success({
    intentId,
    symbol,
    side,
    type,
    quantity: quantity.value,
    limitPrice: limit.value,
    triggerPrice: trigger.value,
    timeInForce,
    postOnly,
    stopPrice: stop.value,
    targetPrice: target.value,
    replaces,
  })
}

function shapeFault(request: PlaceRequest): string | undefined {
  const { type, price, triggerPrice, postOnly, side, stopPrice, targetPrice } = request
  if (type === 'trailing-stop') return 'a trailing stop cannot be placed by hand yet'
  if (WITH_LIMIT.includes(type) !== (price !== null)) {
    return price === null ? `a ${type} order needs a price` : `a ${type} order has no price`
  }
  if (WITH_TRIGGER.includes(type) !== (triggerPrice !== null)) {
    return triggerPrice === null
      ? `a ${type} order needs a trigger price`
      : `a ${type} order has no trigger price`
  }
  if (side === 'sell' && (stopPrice ?? targetPrice) !== undefined) {
    return 'only a purchase has a stop and a target'
  }
  if (postOnly && type !== 'limit') return 'only a limit order can be post-only'
  return undefined
}

function priceFrom(text: string | null, market: Market): Result<Price | null, Problem> {
  if (text === null) return success(null)
  const price = parsePrice(market.priceDecimals, text)
  if (!price.ok) return failure(badOrder(`the price ${price.error}`))
  if (price.value <= 0) return failure(badOrder('a price must be above zero'))
  return price
}

function badOrder(reason: string): Problem {
  return {
    code: 'bad-order',
    message: `The order cannot be placed: ${reason}.`,
    action: 'Correct it and try again.',
  }
}
