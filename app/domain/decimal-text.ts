import { canonical, type ExactInteger } from './exact-integer.ts'
import { failure, type Result, success } from './result.ts'

/** More decimals than any exchange quotes; an exact price still fits a safe integer at ordinary magnitudes. */
export const DECIMALS_MAX = 18

const SHORT_DIGITS = 15
const PATTERN = /^(-?)(\d{1,30})(?:\.(\d{1,30}))?(?:[eE]([+-]?\d{1,2}))?$/

/**
 * Reads decimal text ("30114.20", "1e-7") as an integer count of 10^-decimals.
 * Fails when the text is no decimal number or has non-zero digits finer than that.
 */
export function parseDecimal(text: string, decimals: number): Result<ExactInteger, string> {
  const match = PATTERN.exec(text)
  if (!match) return failure(`"${text}" is not a decimal number`)
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  const shift = decimals - fraction.length + Number(exponent)
  const digits = whole + fraction
  const kept = shift >= 0 ? digits + '0'.repeat(shift) : digits.slice(0, shift)
  const lost = shift >= 0 ? '' : digits.slice(shift)
  if (/[1-9]/.test(lost)) return failure(`"${text}" has more than ${decimals} decimals`)
  const magnitude = kept.length <= SHORT_DIGITS ? Number(kept) : canonical(BigInt(kept))
  return success(sign === '-' && magnitude !== 0 ? -magnitude : magnitude)
}

/** Writes an integer count of 10^-decimals as decimal text, without trailing zeros. */
export function formatDecimal(value: ExactInteger, decimals: number): string {
  const digits = (value < 0 ? -value : value).toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '')
  return `${value < 0 ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`
}

/** How many decimals the text of a number needs. */
export function decimalsOf(text: string): number {
  const match = PATTERN.exec(text)
  if (!match) return 0
  const fraction = (match[3] ?? '').replace(/0+$/, '')
  return Math.max(0, fraction.length - Number(match[4] ?? '0'))
}
