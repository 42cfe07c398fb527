const DIGITS = 8
/** More than `toFixed` is asked for with the numbers that indicators have. */
const DECIMALS_MAX = 20

/**
 * A number to read, to eight digits, as in "30,114.25". By hand: the first formatter that is made of `Intl` costs ten
 * milliseconds of every start.
 */
export function indicatorText(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  const rounded = Number(value.toPrecision(DIGITS))
  const magnitude = rounded === 0 ? 0 : Math.floor(Math.log10(Math.abs(rounded)))
  const decimals = Math.min(DECIMALS_MAX, Math.max(0, DIGITS - 1 - magnitude))
  const [whole = '', fraction = ''] = rounded.toFixed(decimals).split('.')
  const digits = fraction.replace(/0+$/, '')
  const thousands = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return digits === '' ? thousands : `${thousands}.${digits}`
}
