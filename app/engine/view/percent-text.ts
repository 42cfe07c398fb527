import type { Rate } from '../../domain/amount.ts'
import { formatDecimal } from '../../domain/decimal-text.ts'

/** A rate counts units of 10^-8, so that it reads as a percentage with six decimals. */
const PERCENT_DECIMALS = 6

/** "1.5" is 1.5 %. */
export function percentText(rate: Rate | null): string | null {
  return rate === null ? null : formatDecimal(rate, PERCENT_DECIMALS)
}
