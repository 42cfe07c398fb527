import type { PlaceRequest } from '../../contract/control.ts'
import type { TicketType } from '../../contract/ticket-types.ts'
import { parseQuantity, type Rate, rateFromBasisPoints } from '../../domain/amount.ts'
import { parseDecimal } from '../../domain/decimal-text.ts'
import type { Market } from '../../domain/market.ts'
import { type Price, parsePrice } from '../../domain/price.ts'
import { failure, type Problem, type Result, success } from '../../domain/result.ts'
import { badOrder } from './bad-order.ts'
import { orderLimitsFrom } from './order-limits-from.ts'
import type { OrderTicket } from './place-ticket.ts'

/** Exchanges count the distance of a trailing stop in whole hundredths of a percent. */
const TRAILING_DECIMALS = 2
const TRAILING_PERCENT_MAX = 50

const WITH_LIMIT: readonly TicketType[] = ['limit', 'stop-limit', 'take-profit-limit']
const WITH_TRIGGER: readonly TicketType[] = [
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
  const trailing = trailingRateFrom(request.trailingPercent)
  if (!trailing.ok) return trailing
  const limits = orderLimitsFrom(request)
  if (!limits.ok) return limits
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
    trailingRate: trailing.value,
    stopPrice: stop.value,
    targetPrice: target.value,
    replaces,
    limits: limits.value,
  })
}

function shapeFault(request: PlaceRequest): string | undefined {
  const { type, price, triggerPrice, trailingPercent, postOnly } = request
  if (WITH_LIMIT.includes(type) !== (price !== null)) {
    return price === null ? `${named(type)} needs a price` : `${named(type)} has no price`
  }
  if (WITH_TRIGGER.includes(type) !== (triggerPrice !== null)) {
    return triggerPrice === null
      ? `${named(type)} needs a trigger price`
      : `${named(type)} has no trigger price`
  }
  if ((type === 'trailing-stop') !== (trailingPercent !== undefined)) {
    return trailingPercent === undefined
      ? 'a trailing stop needs the percentage that it stays behind'
      : `${named(type)} does not trail`
  }
  if (postOnly && type !== 'limit') return 'only a limit order can be post-only'
  return type === 'oco' ? pairFault(request) : exitsFault(request)
}

function named(type: TicketType): string {
  return type === 'oco' ? 'an oco order' : `a ${type} order`
}

function pairFault({ side, stopPrice, targetPrice, replaces }: PlaceRequest): string | undefined {
  if (side === 'buy') return 'a stop and a target sell what is held: its side is sell'
  if (stopPrice === undefined || targetPrice === undefined) {
    return 'an oco order needs a stop and a target'
  }
  return replaces === undefined ? undefined : 'an oco order takes the place of no other'
}

function exitsFault({ side, stopPrice, targetPrice }: PlaceRequest): string | undefined {
  if (side === 'buy' || (stopPrice ?? targetPrice) === undefined) return undefined
  return 'a sale has a stop and a target as an oco order only, and then both'
}

function trailingRateFrom(text: string | undefined): Result<Rate | null, Problem> {
  if (text === undefined) return success(null)
  const hundredths = parseDecimal(text, TRAILING_DECIMALS)
  if (!hundredths.ok) return failure(badOrder(`the trailing percentage ${hundredths.error}`))
  if (hundredths.value <= 0 || hundredths.value > TRAILING_PERCENT_MAX * 100) {
    return failure(badOrder(`a stop trails by 0.01 to ${TRAILING_PERCENT_MAX} percent`))
  }
  return success(rateFromBasisPoints(Number(hundredths.value)))
}

function priceFrom(text: string | null, market: Market): Result<Price | null, Problem> {
  if (text === null) return success(null)
  const price = parsePrice(market.priceDecimals, text)
  if (!price.ok) return failure(badOrder(`the price ${price.error}`))
  if (price.value <= 0) return failure(badOrder('a price must be above zero'))
  return price
}
