import { formatDecimal } from './decimal.ts'

/** Where an exchange does not state them: five digits that mean something. */
const DIGITS = 5

/** "30,114.20": with the market's decimals where they are known. */
export function formatMarketPrice(price: number, decimals: number | null): string {
  const shown = decimals ?? decimalsFor(price)
  return formatDecimal(price.toFixed(shown), shown)
}

function decimalsFor(price: number): number {
  if (price <= 0) return 2
  const magnitude = Math.floor(Math.log10(price)) + 1
  return Math.min(Math.max(DIGITS - magnitude, 0), 12)
}

const SCALES = [
  { from: 1e9, unit: 'B' },
  { from: 1e6, unit: 'M' },
  { from: 1e3, unit: 'k' },
] as const

/** "1.24 M": three digits are enough to compare by. */
export function formatVolume(volume: number): string {
  const scale = SCALES.find(({ from }) => volume >= from)
  if (scale === undefined) return volume.toPrecision(3)
  return `${(volume / scale.from).toPrecision(3)} ${scale.unit}`
}
