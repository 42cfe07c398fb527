import { AMOUNT_DECIMALS, parseQuantity, type Quantity } from '../domain/amount.ts'
import { decimalsOf, parseDecimal } from '../domain/decimal-text.ts'
import { multiplyDivide } from '../domain/exact-integer.ts'
import type { Result } from '../domain/result.ts'

/**
 * Reads a volume and rounds it down to the decimals we keep: it is not money, and exports carry the noise of binary
 * fractions (0.30000000000000004).
 */
export function parseVolume(text: string): Result<Quantity, string> {
  const exact = parseQuantity(text)
  if (exact.ok) return exact
  const decimals = decimalsOf(text)
  const fine = parseDecimal(text, decimals)
  if (!fine.ok) return fine
  const unitsPerQuantity = 10n ** BigInt(decimals - AMOUNT_DECIMALS)
  const rounded = multiplyDivide(fine.value, 1, unitsPerQuantity, 'down')
  return { ok: true, value: rounded as Quantity }
}
