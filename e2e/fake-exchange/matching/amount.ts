import { formatDecimal, parseDecimal } from '../../../app/domain/decimal-text.ts'
import { canonical } from '../../../app/domain/exact-integer.ts'

/** Prices, quantities and balances alike: a whole number of 10^-18. Nothing here is ever a float. */
export type Amount = bigint

const DECIMALS = 18
const ONE = 10n ** BigInt(DECIMALS)

/** Reads what a client sent; undefined when it is no decimal number. */
export function parseAmount(text: string): Amount | undefined {
  const parsed = parseDecimal(text, DECIMALS)
  return parsed.ok ? BigInt(parsed.value) : undefined
}

/** Reads a number that a test or a table wrote. */
export function amount(text: string): Amount {
  const parsed = parseAmount(text)
  if (parsed === undefined) throw new RangeError(`"${text}" is not a decimal number`)
  return parsed
}

/** As short as it can be written: "0.01". */
export function amountText(value: Amount): string {
  return formatDecimal(canonical(value), DECIMALS)
}

/** With exactly so many decimals, finer ones cut off: "0.01000000". */
export function fixedText(value: Amount, decimals: number): string {
  const [whole = '0', fraction = ''] = amountText(value).split('.')
  return `${whole}.${fraction.slice(0, decimals).padEnd(decimals, '0')}`
}

/** Rounded down. */
export function multiply(a: Amount, b: Amount): Amount {
  return (a * b) / ONE
}

/** Rounded down. */
export function divide(a: Amount, b: Amount): Amount {
  return (a * ONE) / b
}

export function floorToStep(value: Amount, step: Amount): Amount {
  return step === 0n ? value : value - (value % step)
}

export function floorToDecimals(value: Amount, decimals: number): Amount {
  return floorToStep(value, 10n ** BigInt(DECIMALS - decimals))
}

export function smallest(a: Amount, b: Amount): Amount {
  return a < b ? a : b
}

export function largest(a: Amount, b: Amount): Amount {
  return a > b ? a : b
}
