import { formatSignedPercent } from './percent.ts'

const NOTHING = '–'

/** "+12.40 %" for a share of 0.124; a dash where there is none. */
export function formatSignedShare(share: number | null): string {
  return share === null ? NOTHING : formatSignedPercent(share * 100)
}

/** "12.4 %" for a share of 0.124. */
export function formatShare(share: number | null): string {
  return share === null ? NOTHING : `${(share * 100).toFixed(1)} %`
}

/** A figure without a unit, to two decimals. */
export function formatRatio(ratio: number | null): string {
  return ratio === null ? NOTHING : ratio.toFixed(2).replace('-', '−')
}
