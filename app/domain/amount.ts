import type { Brand } from './brand.ts'
import { formatDecimal, parseDecimal } from './decimal-text.ts'
import {
  addExact,
  type ExactInteger,
  multiplyDivide,
  negateExact,
  type Rounding,
} from './exact-integer.ts'
import type { Result } from './result.ts'

/** Currencies are kept to 8 decimals, the finest that exchanges book; beyond 90 million units a bigint takes over. */
export const AMOUNT_DECIMALS = 8
const UNITS_PER_ONE = 10 ** AMOUNT_DECIMALS

/** An exact amount of the base currency, in units of 10^-8. */
export type Quantity = Brand<ExactInteger, 'quantity'>
/** An exact amount of the quote currency, in units of 10^-8. */
export type Money = Brand<ExactInteger, 'money'>
/** An exact share (0.1 % is 0.001), in units of 10^-8. */
export type Rate = Brand<number, 'rate'>

export type Amount = Quantity | Money

export const ZERO_QUANTITY = 0 as Quantity
export const ZERO_MONEY = 0 as Money
/** All of it: 100 %. */
export const WHOLE = UNITS_PER_ONE as Rate

export function add<A extends Amount>(a: A, b: A): A {
  return addExact(a, b) as A
}

export function subtract<A extends Amount>(a: A, b: A): A {
  return addExact(a, negateExact(b)) as A
}

export function smaller<A extends Amount>(a: A, b: A): A {
  return a < b ? a : b
}

export function larger<A extends Amount>(a: A, b: A): A {
  return a > b ? a : b
}

/** The share of an amount that a rate stands for. */
export function shareOf<A extends Amount>(amount: A, rate: Rate, rounding: Rounding): A {
  return multiplyDivide(amount, rate, UNITS_PER_ONE, rounding) as A
}

/** The largest amount that, with the share on top, stays within the total: total ÷ (1 + rate), rounded down. */
export function withoutShare<A extends Amount>(total: A, rate: Rate): A {
  return multiplyDivide(total, UNITS_PER_ONE, UNITS_PER_ONE + rate, 'down') as A
}

/** Two shares on top of each other, (1 + a) × (1 + b) − 1, rounded up. */
export function compoundRate(a: Rate, b: Rate): Rate {
  return (a + b + Number(multiplyDivide(a, b, UNITS_PER_ONE, 'up'))) as Rate
}

/** A share of a share, rounded down. */
export function rateOf(rate: Rate, share: Rate): Rate {
  return Number(multiplyDivide(rate, share, UNITS_PER_ONE, 'down')) as Rate
}

/** How large a part of the whole is, rounded up; the whole is positive. */
export function ratioOf<A extends Amount>(part: A, whole: A): Rate {
  return Number(multiplyDivide(part, UNITS_PER_ONE, whole, 'up')) as Rate
}

/** In the ledger every currency is money; at the exchange the base currency is a quantity. The units are the same. */
export function moneyOf(quantity: Quantity): Money {
  return quantity as ExactInteger as Money
}

export function quantityOf(money: Money): Quantity {
  return money as ExactInteger as Quantity
}

/** Rounds a quantity down to a multiple of the exchange's step. */
export function floorToStep(quantity: Quantity, step: Quantity): Quantity {
  return multiplyDivide(multiplyDivide(quantity, 1, step, 'down'), step, 1, 'down') as Quantity
}

export function parseQuantity(text: string): Result<Quantity, string> {
  return parseDecimal(text, AMOUNT_DECIMALS) as Result<Quantity, string>
}

export function parseMoney(text: string): Result<Money, string> {
  return parseDecimal(text, AMOUNT_DECIMALS) as Result<Money, string>
}

/** A percentage as people write it: "2.5" is 2.5 %. */
export function rateFromPercent(percent: number): Rate {
  return Math.round((percent / 100) * UNITS_PER_ONE) as Rate
}

/** A plain factor: 0.25 is 0.25, and 2 is twice. */
export function rateFromFactor(factor: number): Rate {
  return Math.round(factor * UNITS_PER_ONE) as Rate
}

/** Basis points: 10 is 0.1 %. */
export function rateFromBasisPoints(basisPoints: number): Rate {
  return Math.round((basisPoints / 10_000) * UNITS_PER_ONE) as Rate
}

/** 0.001 as "0.1", in full: a share just above a limit must not read as if it were at it. */
export function formatPercent(rate: Rate): string {
  return formatDecimal(rate, AMOUNT_DECIMALS - 2)
}

export function formatAmount(amount: Amount | Rate): string {
  return formatDecimal(amount, AMOUNT_DECIMALS)
}

/** For indicators and charts only: a float is never turned back into an amount. */
export function amountToFloat(amount: Amount): number {
  return Number(amount) / UNITS_PER_ONE
}
