import { AMOUNT_DECIMALS, type Money, type Quantity, type Rate } from './amount.ts'
import type { Brand } from './brand.ts'
import { formatDecimal, parseDecimal } from './decimal-text.ts'
import { type ExactInteger, multiplyDivide, type Rounding } from './exact-integer.ts'
import type { Market } from './market.ts'
import { failure, type Result, success } from './result.ts'

/** Quote currency per unit of base, as an integer count of its market's 10^-priceDecimals; always a safe integer. */
export type Price = Brand<number, 'price'>

const POWERS_OF_TEN: readonly number[] = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent)
const RATE_ONE = 10 ** AMOUNT_DECIMALS

/** How many price units make one of the quote currency: what a price is divided by to read it as a float. */
export function unitsPerOne(market: Market): number {
  return POWERS_OF_TEN[market.priceDecimals] ?? 10 ** market.priceDecimals
}

/** Price × quantity. Round up what is paid and down what is received. */
export function notional(
  market: Market,
  price: Price,
  quantity: Quantity,
  rounding: Rounding,
): Money {
  return multiplyDivide(quantity, price, unitsPerOne(market), rounding) as Money
}

/**
 * The lowest price at which the exchange would take an order to sell this much, infinite where it would at none: below
 * it, what is held is dust.
 */
export function lowestSalePrice(market: Market, quantity: Quantity): Price {
  if (quantity <= 0 || quantity < market.quantityMin) return Number.POSITIVE_INFINITY as Price
  return Number(multiplyDivide(market.notionalMin, unitsPerOne(market), quantity, 'up')) as Price
}

/** The largest quantity that the money pays for at this price, before rounding to the step. */
export function quantityFor(market: Market, money: Money, price: Price): Quantity {
  return multiplyDivide(money, unitsPerOne(market), price, 'down') as Quantity
}

/** The largest quantity that the money pays for with a fee on top: money ÷ (price × (1 + fee)), rounded once. */
export function quantityWithFee(market: Market, money: Money, price: Price, fee: Rate): Quantity {
  const unit = product(unitsPerOne(market), RATE_ONE)
  return multiplyDivide(money, unit, product(price, RATE_ONE + fee), 'down') as Quantity
}

function product(a: number, b: number): ExactInteger {
  return multiplyDivide(a, b, 1, 'down')
}

/** The average price of a quantity that cost this much; exact to the market's decimals. */
export function averagePrice(market: Market, cost: Money, quantity: Quantity): Price {
  return Number(multiplyDivide(cost, unitsPerOne(market), quantity, 'down')) as Price
}

/** The price moved by a signed rate and rounded to the tick: up for a buyer, down for a seller. */
export function shiftPrice(market: Market, price: Price, rate: Rate, rounding: Rounding): Price {
  const moved = Number(multiplyDivide(price, RATE_ONE + rate, RATE_ONE, rounding))
  return roundToTick(market, moved as Price, rounding)
}

export function roundToTick(market: Market, price: Price, rounding: Rounding): Price {
  const tick = market.priceTick
  return ((rounding === 'up' ? Math.ceil(price / tick) : Math.floor(price / tick)) * tick) as Price
}

export function parsePrice(decimals: number, text: string): Result<Price, string> {
  const parsed = parseDecimal(text, decimals)
  if (!parsed.ok) return parsed
  if (typeof parsed.value === 'bigint') return failure(`"${text}" has too many digits for a price`)
  return success(parsed.value as Price)
}

export function formatPrice(market: Market, price: Price): string {
  return formatDecimal(price, market.priceDecimals)
}

/** How large a part of one price another is, or their difference, rounded up; the whole is positive. */
export function priceRatio(part: number, whole: number): Rate {
  return Number(multiplyDivide(part, RATE_ONE, whole, 'up')) as Rate
}

/** For indicators and charts only. The division is correctly rounded, so it equals the decimal text read as a float. */
export function priceToFloat(market: Market, price: Price): number {
  return price / unitsPerOne(market)
}
