import { formatDecimal, formatSignedDecimal } from './decimal.ts'

const NOTHING = '–'

/** "+12.40 %" for a share of 0.124; a dash where there is none. */
export function formatSignedShare(share: number | null): string {
  return share === null ? NOTHING : `${formatSignedDecimal((share * 100).toFixed(8), 2)} %`
}

/** "12.4 %" for a share of 0.124. */
export function formatShare(share: number | null): string {
  return share === null ? NOTHING : `${formatDecimal((share * 100).toFixed(8), 1)} %`
}

/** A figure without a unit, to two decimals. */
export function formatRatio(ratio: number | null): string {
  return ratio === null ? NOTHING : formatDecimal(ratio.toFixed(8), 2)
}
