/** An exact amount: a count of 10^-18. Decimal text on both ends, never a float. */
export type Exact = bigint

const SCALE = 18
const ONE: Exact = 10n ** BigInt(SCALE)
const PATTERN = /^(-?)(\d{1,30})(?:\.(\d{0,18}))?$/

/** Nothing where the text is no decimal number. */
export function exactOf(text: string): Exact | undefined {
  const match = PATTERN.exec(text)
  if (!match) return undefined
  const [, sign, whole = '', fraction = ''] = match
  const units = BigInt(whole + fraction.padEnd(SCALE, '0'))
  return sign === '-' ? -units : units
}

/** Without trailing zeros. */
export function exactText(value: Exact): string {
  const digits = (value < 0n ? -value : value).toString().padStart(SCALE + 1, '0')
  const fraction = digits.slice(-SCALE).replace(/0+$/, '')
  return `${value < 0n ? '-' : ''}${digits.slice(0, -SCALE)}${fraction && `.${fraction}`}`
}

export function times(left: Exact, right: Exact): Exact {
  return (left * right) / ONE
}

export function dividedBy(left: Exact, right: Exact): Exact {
  return right === 0n ? 0n : (left * ONE) / right
}

export function floorToStep(value: Exact, step: Exact): Exact {
  return step <= 0n ? value : value - (value % step)
}

export function percentOf(value: Exact, percent: Exact): Exact {
  return times(value, percent) / 100n
}
