import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DECIMALS_MAX, decimalsOf, formatDecimal, parseDecimal } from './decimal-text.ts'
import { canonical } from './exact-integer.ts'
import { failure, success } from './result.ts'

const anyInteger = fc.bigInt({ min: -(2n ** 90n), max: 2n ** 90n }).map(canonical)
const anyDecimals = fc.integer({ min: 0, max: DECIMALS_MAX })

describe('decimal text', () => {
  it('reads back whatever was written, to the last digit', () => {
    fc.assert(
      fc.property(anyInteger, anyDecimals, (value, decimals) => {
        expect(parseDecimal(formatDecimal(value, decimals), decimals)).toEqual(success(value))
      }),
    )
  })

  it('is written in one way only, without trailing zeros', () => {
    fc.assert(
      fc.property(anyInteger, anyDecimals, (value, decimals) => {
        expect(formatDecimal(value, decimals)).toMatch(/^-?(0|[1-9]\d*)(\.\d*[1-9])?$/)
      }),
    )
  })

  it.each([
    ['0', 0],
    ['-0', 0],
    ['30114.20', 3_011_420_000_000],
    ['-1.5', -150_000_000],
    ['007', 700_000_000],
    ['1e-7', 10],
    ['1.5E+2', 15_000_000_000],
    ['2.50000000000', 250_000_000],
    ['0.00000001', 1],
    ['0e-99', 0],
    ['90071992.54740991', Number.MAX_SAFE_INTEGER],
    ['90071992.54740992', 2n ** 53n],
  ])('reads %s', (text, units) => {
    expect(parseDecimal(text, 8)).toStrictEqual(success(units))
  })

  it.each([
    '',
    ' 1',
    '1.',
    '.5',
    '+1',
    '1,5',
    '0x10',
    'NaN',
    'Infinity',
    '1e',
    '--1',
    '1 000',
    '١',
  ])('refuses "%s"', (text) => {
    expect(parseDecimal(text, 8)).toEqual(failure(`"${text}" is not a decimal number`))
  })

  it('refuses digits that are finer than the decimals kept, and takes zeros there', () => {
    expect(parseDecimal('0.000000001', 8)).toEqual(
      failure('"0.000000001" has more than 8 decimals'),
    )
    expect(parseDecimal('12e-30', 8)).toEqual(failure('"12e-30" has more than 8 decimals'))
    expect(parseDecimal('0.100000000', 8)).toEqual(success(10_000_000))
  })

  it('refuses texts too long for any number', () => {
    expect(parseDecimal('9'.repeat(31), 8).ok).toBe(false)
    expect(parseDecimal('9'.repeat(30), 8).ok).toBe(true)
  })

  it.each([
    ['1', 0],
    ['0.10', 1],
    ['0.00001', 5],
    ['1e-8', 8],
    ['1.5e-7', 8],
    ['1.5e3', 0],
    ['nothing', 0],
  ])('knows how many decimals %s needs', (text, decimals) => {
    expect(decimalsOf(text)).toBe(decimals)
  })
})
