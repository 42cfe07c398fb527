const DECIMALS = 8
const UNITS = 10n ** BigInt(DECIMALS)

/** Decimal text as a whole number of hundred-millionths, without any floating point. */
export function unitsOf(text: string): bigint {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.')
  const units = BigInt(whole + fraction.padEnd(DECIMALS, '0'))
  return text.startsWith('-') ? -units : units
}

/** What a quantity is worth at a price, rounded down. */
export function worthOf(quantity: bigint, price: bigint): bigint {
  return (quantity * price) / UNITS
}

/** As the window writes money: two decimals, thousands with commas, rounded half away from zero. */
export function moneyText(units: bigint): string {
  const cents = (units + UNITS / 200n) / (UNITS / 100n)
  const whole = (cents / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ',')
  return `${whole}.${(cents % 100n).toString().padStart(2, '0')}`
}
