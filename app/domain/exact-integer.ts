/**
 * Exact integers: a plain number while it is safe (|x| < 2^53), a bigint beyond that, and never anything in between.
 * Since the form is canonical, `<`, `>` and `===` compare two of them exactly, whichever form they have.
 */
export type ExactInteger = number | bigint

export type Rounding = 'down' | 'up'

const SAFE_MAX = Number.MAX_SAFE_INTEGER
const SPLITTER = 2 ** 27 + 1

export function canonical(value: bigint): ExactInteger {
  return value <= SAFE_MAX && value >= -SAFE_MAX ? Number(value) : value
}

export function addExact(a: ExactInteger, b: ExactInteger): ExactInteger {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b
    if (sum <= SAFE_MAX && sum >= -SAFE_MAX) return sum
  }
  return canonical(BigInt(a) + BigInt(b))
}

/** Minus zero would be a second zero, so zero stays as it is. */
export function negateExact(a: ExactInteger): ExactInteger {
  return a === 0 ? 0 : -a
}

/** `a × b ÷ divisor` without an intermediate rounding; 'down' is towards minus infinity. The divisor is positive. */
export function multiplyDivide(
  a: ExactInteger,
  b: ExactInteger,
  divisor: ExactInteger,
  rounding: Rounding,
): ExactInteger {
  if (typeof a === 'number' && typeof b === 'number' && typeof divisor === 'number') {
    const product = a * b
    const estimate = Math.floor(product / divisor)
    if (estimate < SAFE_MAX - 4 && estimate > 4 - SAFE_MAX) {
      // The estimate times the divisor may lie one divisor below the product, and has to be safe too.
      const excess =
        product <= SAFE_MAX && product >= divisor - SAFE_MAX
          ? product - estimate * divisor
          : wideExcess(a, b, product, estimate, divisor)
      return settle(estimate, excess, divisor, rounding)
    }
  }
  return multiplyDivideWide(BigInt(a), BigInt(b), BigInt(divisor), rounding)
}

/**
 * `a × b − estimate × divisor`, exact although both products exceed 2^53: each is taken as the nearest double plus its
 * rounding error (Dekker, 1971). The leading parts are so close that their difference is exact too (Sterbenz' lemma).
 */
function wideExcess(
  a: number,
  b: number,
  product: number,
  estimate: number,
  divisor: number,
): number {
  const back = estimate * divisor
  return product - back + (productError(a, b, product) - productError(estimate, divisor, back))
}

function productError(a: number, b: number, product: number): number {
  const aScaled = SPLITTER * a
  const aHigh = aScaled - (aScaled - a)
  const aLow = a - aHigh
  const bScaled = SPLITTER * b
  const bHigh = bScaled - (bScaled - b)
  const bLow = b - bHigh
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow)
}

/** The estimate comes from a rounded division and can be off by a few; the exact excess says by how many. */
function settle(estimate: number, excess: number, divisor: number, rounding: Rounding): number {
  // Minus zero would be a second zero.
  let quotient = estimate + 0
  let remainder = excess
  while (remainder < 0) {
    quotient -= 1
    remainder += divisor
  }
  while (remainder >= divisor) {
    quotient += 1
    remainder -= divisor
  }
  return rounding === 'up' && remainder > 0 ? quotient + 1 : quotient
}

function multiplyDivideWide(
  a: bigint,
  b: bigint,
  divisor: bigint,
  rounding: Rounding,
): ExactInteger {
  const product = a * b
  const truncated = product / divisor
  const remainder = product % divisor
  const floor = remainder < 0n ? truncated - 1n : truncated
  return canonical(rounding === 'up' && remainder !== 0n ? floor + 1n : floor)
}
