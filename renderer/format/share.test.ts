import { expect, it } from 'vitest'
import { formatRatio, formatShare, formatSignedShare } from './share.ts'

it('shows shares as percent, with a sign where it matters', () => {
  expect(formatSignedShare(0.124)).toBe('+12.40 %')
  expect(formatSignedShare(-0.005)).toBe('−0.50 %')
  expect(formatSignedShare(1354.94125)).toBe('+135,494.13 %')
  expect(formatSignedShare(0)).toBe('0.00 %')
  expect(formatShare(0.5)).toBe('50.0 %')
})

it('shows a ratio with two decimals', () => {
  expect(formatRatio(-1.234)).toBe('−1.23')
})

it('shows a dash where there was nothing to divide by', () => {
  expect([formatSignedShare(null), formatShare(null), formatRatio(null)]).toEqual(['–', '–', '–'])
})
