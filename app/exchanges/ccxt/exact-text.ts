import { z } from 'zod'
import { AMOUNT_DECIMALS, type Amount } from '../../domain/amount.ts'
import { decimalsOf, parseDecimal } from '../../domain/decimal-text.ts'
import { multiplyDivide, type Rounding } from '../../domain/exact-integer.ts'
import type { Price } from '../../domain/price.ts'

const DECIMAL = /^-?\d{1,30}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,2})?$/

/** A float keeps any decimal of this many digits; with more, the exchange's number may have been another one. */
const FLOAT_DIGITS = 15

/** A number as text, or as the float that ccxt makes of it; "" is how several exchanges write that there is none. */
export const exactText = z
  .union([z.string(), z.number().refine(isFaithful, 'has more digits than a float keeps')])
  .transform((value) => String(value).trim())
  .refine((text) => text === '' || DECIMAL.test(text), 'is not a decimal number')
  .transform((text) => (text === '' ? null : text))

/** The same where ccxt may leave the field out. */
export const maybeExactText = exactText.nullish().transform((text) => text ?? null)

/** The same where ccxt may have computed the number itself: one that cannot be relied on is left out. */
export const computedText = maybeExactText.catch(null)

function isFaithful(value: number): boolean {
  const [digits = ''] = String(Math.abs(value)).split('e')
  return digits.replace('.', '').replace(/^0+/, '').length <= FLOAT_DIGITS
}

export interface Rounded<Value> {
  readonly value: Value
  /** False when the exchange's number is finer than we keep, and was rounded. */
  readonly exact: boolean
}

/** To the 8 decimals that we keep. */
export function amountOf<A extends Amount>(text: string, rounding: Rounding): Rounded<A> {
  const { value, exact } = scaled(text, AMOUNT_DECIMALS, rounding)
  return { value: value as A, exact }
}

/** To the decimals of the market. Undefined when there are too many digits for a price. */
export function priceOf(
  text: string,
  decimals: number,
  rounding: Rounding,
): Rounded<Price> | undefined {
  const { value, exact } = scaled(text, decimals, rounding)
  return typeof value === 'bigint' ? undefined : { value: value as Price, exact }
}

function scaled(text: string, decimals: number, rounding: Rounding) {
  const exact = parseDecimal(text, decimals)
  if (exact.ok) return { value: exact.value, exact: true }
  const finest = decimalsOf(text)
  const fine = parseDecimal(text, finest)
  // The schema let it through, so only its decimals can be too many.
  const value = fine.ok ? fine.value : 0
  const divisor = 10n ** BigInt(Math.max(0, finest - decimals))
  return { value: multiplyDivide(value, 1, divisor, rounding), exact: false }
}
