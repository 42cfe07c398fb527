import fc from 'fast-check'
import { expect, it } from 'vitest'
import { indicatorText } from './indicator-text.ts'

it.each([
  [0, '0'],
  [-0.5, '-0.5'],
  [1_234_567.891, '1,234,567.9'],
  [30_000.5, '30,000.5'],
  [99_999_999.99, '100,000,000'],
  [0.000_001_234_567_89, '0.0000012345679'],
  [-1_234_567_890_123, '-1,234,567,900,000'],
  [Number.NaN, 'NaN'],
])('writes %d as %s', (value, text) => {
  expect(indicatorText(value)).toBe(text)
})

it('writes numbers as the formatter of the system would', () => {
  const format = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 8 })
  const sizes = fc.tuple(
    fc.integer({ min: -9_999_999, max: 9_999_999 }),
    fc.integer({ min: -12, max: 6 }),
  )
  fc.assert(
    fc.property(sizes, ([digits, exponent]) => {
      const value = Number(`${digits}e${exponent}`)
      expect(indicatorText(value)).toBe(format.format(value))
    }),
  )
})
