import { describe, expect, it } from 'vitest'
import {
  dividedBy,
  type Exact,
  exactOf,
  exactText,
  floorToStep,
  percentOf,
  times,
} from './exact-decimal.ts'

function of(text: string): Exact {
  const value = exactOf(text)
  if (value === undefined) throw new Error(`"${text}" is no decimal number`)
  return value
}

it.each(['0', '1', '0.1', '30114.2', '-0.00000001', '123456789012345.123456789012345678'])(
  'reads and writes %s',
  (text) => {
    expect(exactText(of(text))).toBe(text)
  },
)

it.each(['', '.5', '1e5', 'NaN', '1,000', ' 1', '0.1234567890123456789'])(
  'does not read "%s"',
  (text) => {
    expect(exactOf(text)).toBeUndefined()
  },
)

describe('arithmetic', () => {
  it('multiplies where floats go wrong', () => {
    expect(exactText(times(of('0.1'), of('0.2')))).toBe('0.02')
    expect(exactText(times(of('1.005'), of('1000')))).toBe('1005')
  })

  it('divides, and by nothing gives nothing', () => {
    expect(exactText(dividedBy(of('1'), of('8')))).toBe('0.125')
    expect(dividedBy(of('1'), 0n)).toBe(0n)
  })

  it('rounds down to a step, and leaves alone what has none', () => {
    expect(exactText(floorToStep(of('0.123456'), of('0.00001')))).toBe('0.12345')
    expect(exactText(floorToStep(of('0.123456'), 0n))).toBe('0.123456')
  })

  it('takes a percentage', () => {
    expect(exactText(percentOf(of('300'), of('0.13')))).toBe('0.39')
  })
})
